"""What a provider's administrator does: inviting people, handing learners over, setting the policy."""

"""People, organisations and apprenticeships; sign-in and invitations."""

"""The comment bank: words that a tutor writes often, kept by her or given to all tutors by the provider."""

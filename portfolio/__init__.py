"""Evidence items, their files, checks, KSB links and coverage."""

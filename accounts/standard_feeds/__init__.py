"""A file with many standards, from which an administrator chooses."""

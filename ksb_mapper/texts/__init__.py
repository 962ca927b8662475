"""A text as its writer meant it: passages, lines and sentences, and what stands around the work."""

"""A report between the apprentice and her tutor: what was sent, what was said about it, and the help that was used."""

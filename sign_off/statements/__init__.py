"""Statements: what the apprentice and the employer put their names to, and whether it still counts."""

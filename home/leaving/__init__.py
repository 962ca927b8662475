"""Leaving: everything about one apprentice as one file to take along, and all of it deleted when she asks."""

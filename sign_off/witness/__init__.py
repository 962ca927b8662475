"""Witness statements: asked for by the apprentice, written and signed by whoever saw the work."""

"""Which KSBs a text shows, and where."""

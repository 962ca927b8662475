"""Mail that was given up: who should have had it, and what to do instead."""

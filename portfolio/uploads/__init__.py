"""Large files in parts: a lost connection costs one part, and the rest goes on where it stopped."""

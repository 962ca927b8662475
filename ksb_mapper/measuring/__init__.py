"""How well mapping and the language checks do on labelled text."""

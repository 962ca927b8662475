"""Personal and confidential data in a text."""

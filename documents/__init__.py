"""Files: their text with locators, their media facts, and writers."""

from documents.counting import count_words, dash_joined

__all__ = ["count_words", "dash_joined"]

"""Files: their text with locators, their media facts, and writers."""

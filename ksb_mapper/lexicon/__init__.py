"""The words of a trade: stems, concepts, and what a standard's statements speak of."""

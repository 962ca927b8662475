"""One module per format; each gives `read(path) -> Document` and knows nothing of the others."""

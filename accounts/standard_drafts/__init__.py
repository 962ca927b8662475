"""A standard on its way in: uploaded, read, held beside its source, corrected, published."""

"""Demo people with realistic evidence, for trying the application on one's own machine."""

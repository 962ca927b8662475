"""Everything of a provider as one ZIP: an administrator can leave with all of it at any time."""

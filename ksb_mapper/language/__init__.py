"""Whether a text is a record of work or a reflection on it, who did what it tells, and whose words they are."""

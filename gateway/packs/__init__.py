"""The portfolio pack: a ZIP for the assessment organisation that opens with no login, no server and no network."""

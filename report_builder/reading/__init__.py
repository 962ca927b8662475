"""Reading the report for her: sentences that seem to show a KSB, and sentences worth a second look."""

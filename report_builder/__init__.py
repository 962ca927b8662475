"""The project report: scaffold, live count, mapping appendix."""

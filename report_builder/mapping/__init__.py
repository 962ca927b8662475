"""The mapping appendix as she makes it: rows she confirms, rejects, edits and adds."""

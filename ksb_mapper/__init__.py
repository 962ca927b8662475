"""Which knowledge, skills and behaviours a text shows, and where; and what its language gives away."""

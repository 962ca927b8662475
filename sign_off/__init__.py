"""Reviews, comments, witness statements, authenticity statements and signatures."""

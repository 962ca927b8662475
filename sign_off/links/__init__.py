"""Links by which somebody without an account signs, declines, passes on, or writes a witness statement."""

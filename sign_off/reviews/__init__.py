"""Rounds: sent by the apprentice, commented on, returned or accepted by her own tutor."""

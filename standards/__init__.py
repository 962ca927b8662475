"""Apprenticeship standards and their assessment plans, as data."""

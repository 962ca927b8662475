"""Readiness for the gateway and the packs that go to the assessment organisation."""

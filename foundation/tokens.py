"""Secrets that travel in links. Only their digests are stored."""

import hashlib
import secrets


def new_token() -> str:
    """43 characters of URL-safe randomness (256 bits)."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """SHA-256 of the token, in hexadecimal: what the database keeps."""
    return hashlib.sha256(token.encode()).hexdigest()

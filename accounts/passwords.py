"""Passwords: argon2id, with the library's own parameters (RFC 9106's low-memory choice)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")

MIN_LENGTH = 12
MAX_LENGTH = 200


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """True when `password` made `hashed`. As slow for nobody's password as for somebody's."""
    try:
        _hasher.verify(hashed or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return hashed is not None

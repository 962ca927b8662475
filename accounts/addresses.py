"""Email addresses: how one must look. Whether anybody reads it is only known once somebody answers."""

from email_validator import EmailNotValidError, validate_email

from foundation.errors import MasterpieceError


class BadAddress(MasterpieceError):
    """The words are no address."""

    status = 422


def is_address(words: str) -> bool:
    """Whether mail could be sent there (RFC 5322, as far as mail servers take it)."""
    try:
        validate_email(words, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def require_address(words: str) -> str:
    """The same words. Raises BadAddress."""
    if not is_address(words):
        raise BadAddress(f"“{words}” is not an address like name@example.org.")
    return words

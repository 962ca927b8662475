"""What a number must pass that carries its own check, or that only the words near it tell.

Sources: the NHS Data Dictionary (modulus 11), ISO 13616 for IBANs (modulus 97), ISO/IEC 7812 for cards (Luhn), DVLA's
INF104 for driver numbers.
"""

import re

from ksb_mapper.personal_data.plausible import PART_BEFORE, around, before

_OF_A_BANK = re.compile(
    r"\b(?:sort[ -]?code|sort:? \d\d-|bank|bacs|payee|refund|iban|chaps|direct debit)", re.IGNORECASE
)
_OF_A_CARD = re.compile(r"\b(?:card|visa|mastercard|payment|cvv|expir)", re.IGNORECASE)


def is_health_number(match: re.Match[str]) -> bool:
    """By its check digit (modulus 11)."""
    digits = [int(digit) for digit in match["value"] if digit.isdigit()]
    check = -sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return len(set(digits)) > 1 and check == digits[9]


def is_health_number_of_a_patient(match: re.Match[str]) -> bool:
    """One with no "NHS" before it, where the line speaks of patients."""
    return _OF_PATIENTS.search(around(match)) is not None and is_health_number(match)


_OF_PATIENTS = re.compile(r"\b(?:patients?|nhs|clinic|ward|surgery|gp|referral|hospital)\b", re.IGNORECASE)


def is_born_then(match: re.Match[str]) -> bool:
    """The date beside the number of a patient."""
    return _NUMBER_BEFORE.search(before(match)) is not None and _OF_PATIENTS.search(around(match)) is not None


_NUMBER_BEFORE = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}\W{1,3}$")


def is_bank_account(match: re.Match[str]) -> bool:
    """Eight digits are one only where the line speaks of a bank: other accounts have numbers too."""
    return _OF_A_BANK.search(around(match)) is not None


def is_iban(match: re.Match[str]) -> bool:
    """By its check digits (modulus 97)."""
    letters = match[0].replace(" ", "")
    return int("".join(str(int(letter, 36)) for letter in letters[4:] + letters[:4])) % 97 == 1


def is_card_number(match: re.Match[str]) -> bool:
    """By its check digit (Luhn), in fours or where the line speaks of a card."""
    if PART_BEFORE.search(before(match)):
        return False
    digits = [int(digit) for digit in match[0] if digit.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    is_written_as_one = bool(match["between"]) or _OF_A_CARD.search(around(match)) is not None
    return is_written_as_one and len(set(digits)) > 2 and (sum(doubled) + sum(digits[::-2])) % 10 == 0


def is_driver_number(match: re.Match[str]) -> bool:
    """A number as long as those of driving licences."""
    return len(match[0]) == _LENGTH_OF_A_DRIVER_NUMBER


_LENGTH_OF_A_DRIVER_NUMBER = 16

"""Reads .eml with the standard library: the headers that people see, the body, and what was attached."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from documents.errors import Encrypted, TooBig, Truncated
from documents.flow import Places
from documents.media_types import EML
from documents.passages import Document, Passage, PassageKind, capped, clean
from documents.readers.html import passages_of
from documents.readers.text import decode, plain_passages

_BYTES_MAX = 64 * 1024 * 1024
_HEADERS = ("Subject", "From", "To", "Cc", "Date")


def read(path: Path) -> Document:
    """The message: its headers as notes, its body as paragraphs, its attachments named and not read."""
    if path.stat().st_size > _BYTES_MAX:
        raise TooBig("it is a message of more than 64 MB. Save its attachments and add those that matter.")
    notes: list[str] = []
    try:
        with path.open("rb") as file:
            message = email.message_from_binary_file(file, policy=email.policy.default)
        passages = capped(_passages(message, notes), notes)
        title = _header(message, "Subject") or None
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        # The parser is written for well-formed mail; what it trips over is not ours to mend.
        raise Truncated from error
    return Document(EML, passages, notes=tuple(notes), title=title)


def _passages(message: EmailMessage, notes: list[str]) -> Iterator[Passage]:
    for name in _HEADERS:
        if value := _header(message, name):
            yield Passage(f"{name}: {value}", "message headers", PassageKind.NOTE)
    if message.get_content_type() in {"application/pkcs7-mime", "multipart/encrypted"}:
        raise Encrypted("it is an encrypted message. Save its text as a document and add that.")
    body = message.get_body(preferencelist=("plain", "html"))
    if body is not None:
        places = Places(whole="message")
        text = _content(cast(EmailMessage, body))
        if body.get_content_type() == "text/html":
            yield from passages_of(text, places)
        else:
            yield from plain_passages(text, places)
    notes.extend(_notes_on_attachments(message))


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        payload = part.get_payload(decode=True)
        return decode(payload) if isinstance(payload, bytes) else ""


def _header(message: EmailMessage, name: str) -> str:
    value = message.get(name)
    return clean(" ".join(str(value).split())) if value is not None else ""


def _notes_on_attachments(message: EmailMessage) -> Iterator[str]:
    for part in message.iter_attachments():
        name = clean(part.get_filename() or "") or "an attachment without a name"
        yield f"It carries {name}, which we did not read. To use it, save it and add it as a file of its own."

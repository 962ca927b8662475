"""ZIP packages opened with limits: what one promises to unpack to is judged before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from lxml import etree

from documents.errors import Encrypted, TooBig, Truncated

MEGABYTE = 1024 * 1024
MEMBERS_MAX = 20_000
MEMBER_MAX = 128 * MEGABYTE  # one XML part; the longest honest workbooks stay under it
UNPACKED_MAX = 2048 * MEGABYTE
# XML packs to a tenth, seldom to a hundredth; only what is also large can do harm.
RATIO_MAX = 200
RATIO_MATTERS_FROM = 16 * MEGABYTE

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, IndexError)


class Archive:
    """A package whose promised sizes are within the limits. Raises Truncated, Encrypted and TooBig."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except _DAMAGE as error:
            raise Truncated from error
        self._members = {member.filename: member for member in self._zip.infolist()}
        try:
            self._judge()
        except TooBig:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._members)

    @property
    def is_encrypted(self) -> bool:
        return any(member.flag_bits & 1 for member in self._members.values())

    def size_of(self, name: str) -> int:
        """The bytes that a member promises to unpack to."""
        return self._members[name].file_size

    @contextmanager
    def open(self, name: str) -> Iterator[CappedStream]:
        """The member as a stream that gives no more than it promised."""
        if self._members[name].flag_bits & 1:
            raise Encrypted
        if self._members[name].file_size > MEMBER_MAX:
            raise TooBig
        try:
            with self._zip.open(self._members[name]) as stream:
                yield CappedStream(stream, MEMBER_MAX)
        except _DAMAGE as error:
            raise Truncated from error

    def read(self, name: str) -> bytes:
        with self.open(name) as stream:
            return stream.read()

    def elements(self, name: str, *, starts: bool = False) -> Iterator[tuple[str, etree._Element]]:
        """("end", element) as the parser leaves each element of an XML member; with `starts`, starts too.

        Entities are never expanded, nothing is fetched, and libxml2's own limits on depth and text stay on.
        """
        with self.open(name) as stream:
            try:
                yield from etree.iterparse(
                    stream,
                    events=("start", "end") if starts else ("end",),
                    resolve_entities=False,
                    no_network=True,
                    load_dtd=False,
                    huge_tree=False,
                    remove_comments=True,
                    remove_pis=True,
                )
            except etree.XMLSyntaxError as error:
                raise refusal_of(error) from error

    def tree(self, name: str) -> etree._Element:
        """A small XML member whole (styles, relations, properties)."""
        root: etree._Element | None = None
        for _, root in self.elements(name):  # noqa: B007 (the last to end is the root)
            pass
        if root is None:
            raise Truncated
        return root

    def _judge(self) -> None:
        members = self._members.values()
        if len(members) > MEMBERS_MAX or sum(member.file_size for member in members) > UNPACKED_MAX:
            raise TooBig
        for member in members:
            unlikely = member.file_size > max(member.compress_size, 1) * RATIO_MAX
            if unlikely and member.file_size > RATIO_MATTERS_FROM:
                raise TooBig


class CappedStream:
    """Reads from a stream and stops with TooBig past the limit, whatever the archive's directory promised."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream = stream
        self._left = limit

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = self._left + 1 if size is None or size < 0 else size
        content = self._stream.read(min(wanted, self._left + 1))
        self._left -= len(content)
        if self._left < 0:
            raise TooBig
        return content


def refusal_of(error: etree.XMLSyntaxError) -> MemoryError | Truncated:
    """What stopped the parser: libxml2 reports that memory ran out in the same way as broken XML."""
    return MemoryError() if error.code == etree.ErrorTypes.ERR_NO_MEMORY else Truncated()


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace: Office writes the same names in a strict and a usual one."""
    tag: Any = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The value of the attribute of this local name, in whatever namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def forget(element: etree._Element) -> None:
    """Frees an element that has been read and its elder siblings: memory does not grow with the file."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]

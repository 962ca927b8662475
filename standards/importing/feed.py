"""The whole feed of the open data API, 50 to 75 MB in one JSON list, read record by record in little memory."""

import codecs
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from standards.importing.api import entry_of, import_record
from standards.importing.found import Imported, NotAStandard

CHUNK = 1 << 16
LARGEST_RECORD = 24_000_000  # characters; the largest record of the feed has about 1 million
AGAIN = "Download it again."
_LISTS = ("standards", "apprenticeshipStandards", "data", "items", "results", "value")


@dataclass(frozen=True)
class Progress:
    """How far the feed is read: bytes, the standards found, the records passed over."""

    done: int
    total: int
    standards: int
    skipped: int


def import_feed(
    path: str | Path,
    on_progress: Callable[[Progress], None] | None = None,
    on_skip: Callable[[str], None] | None = None,
) -> Iterator[Imported]:
    """Yield every standard of the feed. `on_skip` is told, in one line, why a record is none (those from before 2018).
    Raises NotAStandard where the file is no such feed or breaks off, after what could be read; OSError."""
    path = Path(path)
    total, standards, skipped = path.stat().st_size, 0, 0
    for record, done in _records_of(path):
        try:
            imported = import_record(record)
        except NotAStandard as reason:
            skipped += 1
            if on_skip:
                on_skip(str(reason))
        else:
            standards += 1
            yield imported
        if on_progress:
            on_progress(Progress(done, total, standards, skipped))


@dataclass(frozen=True)
class FeedEntry:
    """A standard in a feed that nobody has read yet. `place` is that of its record, from 0."""

    place: int
    reference: str
    version: str
    title: str


def is_feed(file: IO[bytes]) -> bool:
    """Whether it holds more than one record, from where it stands; it is put back there. False for what is no data."""
    start = file.tell()
    try:
        if file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"[", b"{"):
            return False
        file.seek(start)
        return sum(1 for _ in islice(_records(file), 2)) > 1
    except NotAStandard:
        return False
    finally:
        file.seek(start)


def list_feed(file: IO[bytes]) -> Iterator[FeedEntry]:
    """The standards of a feed without reading them; records without KSBs are passed over. Raises NotAStandard where it
    breaks off."""
    for place, (record, _) in enumerate(_records(file)):
        if (entry := entry_of(record)) is not None:
            yield FeedEntry(place, *entry)


def records_at(file: IO[bytes], places: Collection[int]) -> dict[int, object]:
    """The records of a feed at these places, those that it has."""
    last = max(places, default=-1)
    listed = islice(enumerate(_records(file)), last + 1)
    return {place: record for place, (record, _) in listed if place in places}


def _records_of(path: Path) -> Iterator[tuple[object, int]]:
    with path.open("rb") as file:
        yield from _records(file)


def _records(file: IO[bytes]) -> Iterator[tuple[object, int]]:
    """The records of a JSON list, of a list inside an object, or of objects one after the other; each with the bytes
    read by then."""
    text = _Text(file.read)
    in_list = text.skip(" \t\r\n\ufeff") == "["
    if in_list:
        text.place += 1
    elif text.skip("") != "{":
        raise NotAStandard("This is not the data API’s JSON: it begins with neither [ nor {.")
    count = 0
    while (first := text.skip(" \t\r\n,")) and first != "]":
        if first != "{":
            raise NotAStandard(f"This holds something other than records, after {_counted(count)}.")
        for one in _here(text, count):
            count += 1
            yield one, text.bytes_read
    if in_list and not first:
        raise NotAStandard(f"This breaks off after {_counted(count)}: its list does not end. {AGAIN}")


def _counted(records: int) -> str:
    return f"{records} record{'' if records == 1 else 's'}"


def _broken(records: int) -> str:
    return f"This breaks off or is damaged after {_counted(records)}"


def _here(text: "_Text", count: int) -> Iterator[object]:
    """The record that begins here after `count` others, or the records of the list inside it."""
    try:
        record = text.value(_broken(count))
    except _TooLong:
        yield from _inside_long(text, count)
    else:
        yield from _inside(record)


def _inside_long(text: "_Text", count: int) -> Iterator[object]:
    """The records of the list inside an object that is too long to be one, each as it comes. Raises NotAStandard where
    it has no such list."""
    text.place += 1
    has_list, complaint = False, _broken(count)
    while (first := text.skip(" \t\r\n,")) != "}":
        name = text.value(complaint) if first == '"' else None
        if name is None or text.skip(" \t\r\n") != ":":
            raise NotAStandard(f"{complaint}. {AGAIN}")
        text.place += 1
        if text.skip(" \t\r\n") != "[" or name not in _LISTS or has_list:
            text.value(complaint)
            continue
        has_list = True
        text.place += 1
        while text.skip(" \t\r\n,") == "{":
            yield text.value(complaint)
            complaint = _broken(count := count + 1)
        if text.skip("") != "]":
            raise NotAStandard(f"{complaint}. {AGAIN}")
        text.place += 1
    text.place += 1
    if not has_list:
        raise _TooLong(f"{complaint}: a record is too long to be one. {AGAIN}")


def _inside(record: Any) -> list[object]:
    lists = [record[name] for name in _LISTS if isinstance(record.get(name), list)]
    return lists[0] if lists and "knowledges" not in record else [record]


class _TooLong(NotAStandard):
    """What begins here is longer than any record."""


class _Text:
    """A window on the file's text that moves forward: what was read is let go."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._json = json.JSONDecoder()
        self._text, self.place, self.bytes_read, self._ended = "", 0, 0, False

    def skip(self, characters: str) -> str:
        """Go past these characters. Returns the next one, "" at the end of the file."""
        while True:
            while self.place < len(self._text):
                if self._text[self.place] not in characters:
                    return self._text[self.place]
                self.place += 1
            if not self._more(CHUNK):
                return ""

    def value(self, complaint: str) -> object:
        """The JSON value that begins here. Reads on until it is whole; raises NotAStandard where it never is, and stays
        where it is where that is _TooLong."""
        size = CHUNK
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self.place)
            except RecursionError:
                raise NotAStandard(f"{complaint}: it is nested too deeply. {AGAIN}") from None
            except ValueError:
                if len(self._text) - self.place > LARGEST_RECORD:
                    raise _TooLong(f"{complaint}: a record is too long to be one. {AGAIN}") from None
                if not self._more(size):
                    raise NotAStandard(f"{complaint}. {AGAIN}") from None
                size *= 2  # so that a long record is not tried too often
            else:
                if end == len(self._text) and isinstance(value, int | float) and self._more(size):
                    continue  # a number that goes on
                self.place = end
                return value

    def _more(self, size: int) -> bool:
        if self._ended:
            return False
        raw = self._read(size)
        self._ended = not raw
        self.bytes_read += len(raw)
        self._text = self._text[self.place :] + self._decode(raw, self._ended)
        self.place = 0
        return bool(raw)

"""The verbs about a file with many standards. They flush and record what happened; they never commit."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from itertools import islice
from typing import IO

import standards
from accounts.models import Person, StandardDraft, StandardFeed
from accounts.standard_drafts.services import upload_standard
from foundation.clock import now
from foundation.database import db
from foundation.deleting import delete_later
from foundation.files import files
from foundation.jobs import enqueue

MAX_BYTES = 120 * 1024 * 1024  # the whole feed of the open data has 50 to 75 MB
MOST_STANDARDS = 3000
MOST_AT_ONCE = 10
KEPT_FOR = timedelta(days=7)


def keep_feed(administrator: Person, file: IO[bytes], name: str) -> StandardFeed:
    """Keep a file with many standards for a week, and list what is in it. Raises standards.NotAStandard for one that is
    too large, that breaks off, or that holds none.

    Listing and keeping take seconds: whoever calls this lets the database go first, so that nobody else waits for it.
    """
    if file.seek(0, os.SEEK_END) > MAX_BYTES:
        raise standards.NotAStandard(
            f"It is larger than {MAX_BYTES // 1024 // 1024} MB. Take one standard out of the open data, and add that."
        )
    file.seek(0)
    entries = list(islice(standards.list_feed(file), MOST_STANDARDS + 1))
    if not entries:
        raise standards.NotAStandard("It holds many records, and none of them has KSBs.")
    if len(entries) > MOST_STANDARDS:
        raise standards.NotAStandard(
            f"It holds more than {MOST_STANDARDS:,} standards. Split it, or add one record."
        )
    file.seek(0)
    stored = files.put(file)
    feed = StandardFeed(
        provider_id=administrator.provider_id,
        file_name=name,
        key=stored.key,
        entries=[asdict(entry) for entry in entries],
        uploaded_at=now(),
    )
    db.session.add(feed)
    db.session.flush()
    enqueue("clear_standard_feed", delay=KEPT_FOR, feed_id=feed.id)
    return feed


def read_from_feed(
    administrator: Person, feed: StandardFeed, places: Sequence[int]
) -> tuple[list[StandardDraft], list[str]]:
    """Read these records as if each had been uploaded. Returns the drafts, and a line for each that could
    not be read."""
    key, name = feed.key, feed.file_name
    references = {entry["place"]: entry["reference"] for entry in feed.entries}
    db.release()
    with files.on_disk(key) as path, path.open("rb") as file:
        records = standards.records_at(file, places)
    drafts, problems = [], []
    for place in places:
        source = json.dumps(records.get(place), ensure_ascii=False).encode("utf-8")
        try:
            drafts.append(upload_standard(administrator, source, name))
        except standards.NotAStandard as error:
            problems.append(f"We could not read {references[place]}: {error}")
    return drafts, problems


def why_not_readable(chosen: int) -> str | None:
    """Why so many standards cannot be read at once, and what to do; None where they can."""
    if not chosen:
        return "Choose at least one standard."
    if chosen > MOST_AT_ONCE:
        return f"You chose {chosen}, and at most {MOST_AT_ONCE} are read at once. Untick {chosen - MOST_AT_ONCE}."
    return None


def drop_feed(feed: StandardFeed) -> None:
    """Let the file go. What was read from it stays."""
    delete_later([feed.key], f"provider:{feed.provider_id}")
    db.session.delete(feed)
    db.session.flush()

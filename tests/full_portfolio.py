"""Amira's portfolio when it is full: pieces with a photograph and a note each, read by the jobs, mapped, some sent.

The photographs are as rich in detail as a phone's, so that what they weigh as thumbnails is what hers would weigh.
"""

import time
from collections.abc import Sequence
from io import BytesIO
from random import Random

from flask import Flask
from PIL import Image

from accounts.models import Person
from accounts.queries import apprenticeship_of
from foundation.database import db
from foundation.files import files
from foundation.jobs import Worker, count_waiting
from portfolio import services
from portfolio.models import EvidenceItem
from sign_off.reviews.services import accept_subject, submit_subject

NOTE = (
    "I replaced the failed switch in comms room {number} and restored its configuration from the backup.\n\n"
    "I agreed the date with the office manager and wrote to all stakeholders two days before.\n\n"
    "The run finished at 19:52 with no failed units. After it I felt proud of what I learned.\n"
)


def photograph(seed: int, width: int = 1600, quality: int = 92) -> bytes:
    """A JPEG with light, shapes and grain: noise of every size, the coarse outweighing the fine."""
    dice, height = Random(seed), width * 3 // 4
    picture = Image.new("RGB", (width, height), tuple(dice.randrange(90, 170) for _ in range(3)))
    for share, cells in ((0.5, 4), (0.4, 11), (0.3, 31), (0.2, 89), (0.12, 251), (0.08, width // 2)):
        noise = Image.frombytes("RGB", (cells, cells * 3 // 4), dice.randbytes(cells * (cells * 3 // 4) * 3))
        picture = Image.blend(picture, noise.resize(picture.size, Image.Resampling.BICUBIC), share)
    content = BytesIO()
    picture.save(content, "JPEG", quality=quality)
    return content.getvalue()


def fill(
    app: Flask, person_id: int, pieces: int, *, first: int = 1, photo: bytes = b"", ready: bool = False
) -> list[int]:
    """Lay so many pieces for this apprentice, numbered from `first`, and do the jobs. Returns their ids.

    Every other piece is sent, and every fourth accepted. Those that have to be `ready` for a pack are all accepted,
    and have no note, which holds a sentence that no pack may hold. `photo` stands in for the photographs.
    """
    numbers = range(first, first + pieces)
    with app.app_context():
        ids = [
            _lay(person_id, number, pieces, photo or photograph(number), note=not ready) for number in numbers
        ]
        _do_the_jobs(app)
        for number, item_id in zip(numbers, ids, strict=True):
            if ready or number % 2 == 0:
                _send(item_id, accept=ready or number % 4 == 0)
        return ids


def _do_the_jobs(app: Flask) -> None:
    """All of them, also those that the worker of a running server has taken."""
    unfinished = 1
    while unfinished:
        Worker(app.extensions["jobs"]).run_all()
        with db.transaction(writes=False):
            unfinished = count_waiting()
        if unfinished:
            time.sleep(0.1)


def _lay(person_id: int, number: int, of: int, photo: bytes, *, note: bool) -> int:
    stored = files.store.put(BytesIO(photo))
    with db.transaction() as session:
        person = session.get_one(Person, person_id)
        apprenticeship = apprenticeship_of(person)
        assert apprenticeship is not None
        method = apprenticeship.standard.portfolio
        assert method is not None
        item = services.create_piece(person, apprenticeship, f"Comms room {number}: a switch replaced")
        services.add_file(person, item, f"Comms room {number}.jpg", stored)
        if note:
            text = files.store.put(BytesIO(NOTE.format(number=number).encode()))
            services.add_file(person, item, f"Comms room {number}.txt", text)
        for code in _share(method.ksbs, number, of):
            services.create_link(person, item, code, "the whole picture", item.files[0])
        return item.id


def _share(codes: Sequence[str], number: int, of: int) -> Sequence[str]:
    """The codes that this piece shows: together so many pieces show every one of them."""
    return codes[(number - 1) % of :: of]


def _send(item_id: int, *, accept: bool) -> None:
    with db.transaction() as session:
        item = session.get_one(EvidenceItem, item_id)
        submit_subject(item.apprenticeship.apprentice, item.subject)
        if accept and item.apprenticeship.tutor is not None:
            accept_subject(item.apprenticeship.tutor, item.subject)

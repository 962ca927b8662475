"""What every world is built with: the marker of a draft, the files that rows send, and the cast at work."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from flask import Flask
from PIL import Image

from accounts.models import Apprenticeship, Person
from foundation.database import db
from foundation.files import files
from foundation.jobs import Worker
from portfolio import services as portfolio
from portfolio.models import EvidenceItem
from tests.cast import Cast
from tests.report_builder.presenting import pdf

# Stands in everything that Amira has not sent. Nobody but her may ever read it.
DRAFT = "quokka"
TEXT = (
    b"I patched forty servers in three rings.\n\nI learned a lot and felt proud of myself.\n\n"
    b"Looking back, I am much more confident now.\n"
)


@dataclass(frozen=True)
class Tokens:
    """The links to one purpose, by who holds them."""

    live: str
    used: str
    expired: str
    another: str


@dataclass(frozen=True)
class World:
    """`names` are the ids in this world; `tokens` the links, by the name an address gives them."""

    path: Path
    names: dict[str, str]
    tokens: dict[str, Tokens]


def picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(content, "PNG")
    return content.getvalue()


# What the rows send as files.
FILES = {
    "note.txt": b"I checked the kernel on 46 Ubuntu servers.",
    "photo.png": picture(),
    "talk.pdf": pdf(),
    "bells.txt": b"Title: Bells\nReference: ST9071\nVersion: 1.0\n\nKnowledge\n\nK1: How bells are cast.\n",
    "people.csv": b"Name,Email,Role\nTamsin Rowe,tamsin.rowe@example.org,tutor\n",
}


class Builder:
    """Amira and the others in the session that is open, and the steps that several worlds take."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self.app, self.cast = app, cast
        self.names: dict[str, str] = {
            **{name: str(number) for name, number in vars(cast).items()},
            "sheet": FILES["people.csv"].decode(),
            "amiras": str(cast.amiras_apprenticeship),
            "svens": str(cast.strangers_apprenticeship),
            "sven": str(cast.stranger_apprentice),
        }
        self.tokens: dict[str, Tokens] = {}

    def name(self, **ids: int | str) -> None:
        self.names.update({name: str(value) for name, value in ids.items()})

    def person(self, name: str) -> Person:
        return db.session.get_one(Person, getattr(self.cast, name))

    @property
    def amiras(self) -> Apprenticeship:
        return db.session.get_one(Apprenticeship, self.cast.amiras_apprenticeship)

    @property
    def svens(self) -> Apprenticeship:
        return db.session.get_one(Apprenticeship, self.cast.strangers_apprenticeship)

    def piece(self, name: str, title: str, text: bytes = TEXT, *, of: str = "amira") -> EvidenceItem:
        """A piece with one file, under `name`; its file as `name`_file, its subject as `name`_subject."""
        person = self.person(of)
        apprenticeship = self.amiras if of == "amira" else self.svens
        item = portfolio.create_piece(person, apprenticeship, title)
        file = portfolio.add_file(person, item, f"{title}.txt", files.store.put(BytesIO(text)))
        self.name(**{name: item.id, f"{name}_file": file.id, f"{name}_subject": item.subject_id})
        return item

    def work(self) -> None:
        """Every job that waits."""
        Worker(self.app.extensions["jobs"]).run_all()

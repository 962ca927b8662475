"""A file of slides, looked into before it is kept: what it is by its content, how many slides it has."""

import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from shutil import copyfileobj
from typing import IO

from documents import Probe, UnreadableFile
from documents.media_types import ODP, PDF, PPTX, label_of, type_named_by
from documents.sandbox import probe_safely
from foundation.errors import MasterpieceError
from foundation.files import StoredFile, bare_name, files

ACCEPTED = {PPTX: ".pptx", ODP: ".odp", PDF: ".pdf"}
ENDINGS = "PowerPoint (.pptx), OpenDocument (.odp) or PDF (.pdf)"
# Somebody waits for the answer, and no honest file of slides takes as long.
_SECONDS = 30


class BadSlides(MasterpieceError):
    """This file cannot be the slides; the message names it and says why and what to do."""

    status = 422


@dataclass(frozen=True, slots=True)
class ReadySlides:
    """Slides that open: kept in the store under a name of their owner's."""

    name: str
    stored: StoredFile
    media_type: str
    pages: int | None


def ready_slides(source: IO[bytes], name: str) -> ReadySlides:
    """Keep what was uploaded, once a process with limits could open it. Raises BadSlides; then nothing is kept."""
    name = bare_name(name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "slides"
        with path.open("wb") as target:
            copyfileobj(source, target)
        try:
            facts = probe_safely(path, seconds=_SECONDS)
        except UnreadableFile as error:
            raise BadSlides(f"We could not take “{name}”: {error}") from error
        _require_slides(name, facts)
        with path.open("rb") as checked:
            return ReadySlides(name, files.put(checked), facts.media_type, facts.pages)


def _require_slides(name: str, facts: Probe) -> None:
    label = label_of(facts.media_type)
    if facts.media_type not in ACCEPTED:
        raise BadSlides(
            f"“{name}” is not slides: inside it is a file of the kind “{label}”. Save your slides as {ENDINGS} "
            "and add that."
        )
    promised = type_named_by(PurePath(name).suffix)
    if promised is not None and promised != facts.media_type:
        raise BadSlides(
            f"“{name}” would not open for the assessor: its name says {label_of(promised)}, but inside it is a file "
            f"of the kind “{label}”. Save it again as {ENDINGS} and add that."
        )
    if not facts.pages:
        raise BadSlides(f"“{name}” has no slide in it. Check that it is the right file and add it again.")

"""What goes into the ZIP of a provider: a folder for each learner, as she would take it along herself, and beside them
what is the provider's own. One learner at a time: no more than that is ever in memory."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import Table

from accounts.models import Apprenticeship, Provider
from accounts.queries import find_apprenticeship, list_apprenticeships_of, list_standard_versions
from accounts.standard_names import by_short_name
from foundation.clock import as_moment, now
from foundation.database import Base, db
from foundation.files import Incoming, files
from home.leaving.archive import Archive, Kept, as_json, safe_name
from home.leaving.belongings import belongings_of, rows_of
from home.leaving.contents import files_of, texts_of
from home.leaving.jobs import put_into
from home.models import ProviderDownload
from home.provider_data.lists import lists_of
from home.provider_data.queries import list_learners

SayHowFar = Callable[[int, int], None]


@dataclass(frozen=True)
class Folder:
    """One learner's, as the first page names it."""

    name: str
    about: str
    path: str


def write_everything(provider_id: int, target: Incoming, say_how_far: SayHowFar) -> list[str]:
    """Write the whole ZIP. `say_how_far` is told how many learners are in, of how many.
    Returns the paths of files that the store no longer has."""
    with db.transaction(writes=False):
        learners = list_learners(provider_id)
    folders = []
    with Archive(target, files.store) as archive:
        for done, apprenticeship_id in enumerate(learners):
            say_how_far(done, len(learners))
            folder = _put_learner(archive, apprenticeship_id)
            if folder is not None:
                folders.append(folder)
        with db.transaction(writes=False) as session:
            texts = _own_texts(session.get_one(Provider, provider_id), folders, archive.lost)
        archive.add_texts(texts)
        archive.add_digests("SHA256SUMS")
    say_how_far(len(learners), len(learners))
    return archive.lost


def _put_learner(archive: Archive, apprenticeship_id: int) -> Folder | None:
    """None where she was deleted since."""
    with db.transaction(writes=False):
        apprenticeship = find_apprenticeship(apprenticeship_id)
        if apprenticeship is None:
            return None
        belongings = belongings_of(apprenticeship)
        kept: Sequence[Kept] = files_of(belongings)
        texts = texts_of(apprenticeship, belongings, kept)
        folder = Folder(
            name=apprenticeship.apprentice.name,
            about=f"{apprenticeship.standard.label}, {apprenticeship.employer.name}",
            path=folder_of(apprenticeship),
        )
    put_into(archive, texts, kept, folder.path)
    return folder


def folder_of(apprenticeship: Apprenticeship) -> str:
    return f"learners/{safe_name(apprenticeship.apprentice.name)} ({apprenticeship.id})/"


def _own_texts(provider: Provider, folders: Sequence[Folder], lost: Sequence[str]) -> dict[str, bytes]:
    """What is no learner's alone: lists that a spreadsheet opens, the standards in use, the rows behind both, and a
    page that names it all."""
    lists = lists_of(provider, folder_of)
    in_use = {one.standard_version for one in list_apprenticeships_of(provider)}
    standards = {
        f"standards/{safe_name(name)}.json": _json(version.content)
        for name, version in by_short_name(list_standard_versions(provider.id)).items()
        if version in in_use or version.provider_id is not None
    }
    rows = rows_of(Provider.__tablename__, provider.id, _own_tables())
    data = {f"data/{table}.json": as_json(table, of_table) for table, of_table in rows.items() if of_table}
    page = current_app.jinja_env.get_template("home/everything_of_provider.html").render(
        provider=provider,
        made_on=as_moment(now()),
        folders=folders,
        lists=lists,
        standards=sorted(standards),
        data=sorted(data),
        lost=lost,
    )
    texts = {one.path: one.content for one in lists}
    return {**texts, **standards, **data, "index.html": page.encode()}


def _own_tables() -> list[Table]:
    """Tables that hold nothing of one learner alone: who learns what is the provider's, what she made is hers."""
    hers = {Apprenticeship.__tablename__}
    own = []
    for table in Base.metadata.sorted_tables:
        if any(key.column.table.name in hers and key.column.table is not table for key in table.foreign_keys):
            hers.add(table.name)
        elif table.name != ProviderDownload.__tablename__:
            own.append(table)
    return own


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2, ensure_ascii=False).encode()

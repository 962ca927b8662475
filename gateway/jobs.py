"""What the worker does for the gateway: make the packs that somebody asked for."""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

from accounts.models import Apprenticeship
from foundation.clock import now
from foundation.database import db
from foundation.deleting import delete_later
from foundation.files import StoredFile, files
from gateway.access import has_drafts
from gateway.held import held_now
from gateway.models import Pack, PackKind, PackState
from gateway.packs.assemble import assemble_portfolio
from gateway.packs.assemble_report import assemble_report
from gateway.packs.copies import CannotPack
from gateway.packs.paper import Printer, find_printer
from gateway.packs.write import write_pack
from gateway.packs.write_report import write_report_pack
from gateway.queries import find_pack

log = logging.getLogger(__name__)

Write = Callable[[IO[bytes], Printer | None], None]
_UNEXPECTED = (
    "Something went wrong on this server. Make the pack again; if that fails too, tell your provider."
)


@dataclass(frozen=True)
class _Made:
    """Where the pack rests and what it was made from, or one sentence that says why there is none."""

    stored: StoredFile | None = None
    held: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


def make_pack(pack_id: int) -> None:
    """Make the pack as the portfolio is now, and keep it. A pack that is made, or failed, stays as it is."""
    pack = find_pack(pack_id)
    if pack is None or pack.state is not PackState.WAITING:
        return
    holds_drafts = pack.kind is not PackKind.PORTFOLIO or has_drafts(pack.apprenticeship)
    provider_id = pack.apprenticeship.provider_id
    made = _make(pack)
    pack = find_pack(pack_id)
    if pack is None:
        if made.stored is not None:
            delete_later([made.stored.key], f"provider:{provider_id}")
        return
    pack.holds_drafts = holds_drafts
    if made.stored is None:
        pack.state, pack.problem = PackState.FAILED, made.problem
        return
    pack.state, pack.ready_at, pack.held = PackState.READY, now(), made.held
    pack.key, pack.size, pack.sha256 = made.stored.key, made.stored.size, made.stored.sha256


def prepare_portfolio(apprenticeship: Apprenticeship, asked_at: datetime) -> Write:
    """Take what the pack holds from the database; what comes back writes it and needs the database no more."""
    contents = assemble_portfolio(apprenticeship, asked_at)
    return lambda target, print_page: write_pack(target, contents, files.store.read, print_page)


def prepare_report(apprenticeship: Apprenticeship, asked_at: datetime) -> Write:
    """The same for the report pack. Raises CannotPack."""
    contents = assemble_report(apprenticeship, asked_at)
    return lambda target, print_page: write_report_pack(target, contents, files.store.read, print_page)


PREPARE: dict[PackKind, Callable[[Apprenticeship, datetime], Write]] = {
    PackKind.PORTFOLIO: prepare_portfolio,
    PackKind.REPORT: prepare_report,
}


def _make(pack: Pack) -> _Made:
    """Take what goes in, let go of the database, then write."""
    try:
        write = PREPARE[pack.kind](pack.apprenticeship, pack.asked_at)
        held = held_now(pack.apprenticeship, pack.kind).to_dict()
        db.release()
        with tempfile.TemporaryFile() as spool:
            write(spool, find_printer())
            spool.seek(0)
            return _Made(files.put(spool), held)
    except CannotPack as error:
        return _Made(problem=str(error))
    except Exception:
        # Tried again it would fail again, and meanwhile she could ask for no other.
        log.exception("a pack could not be made")
        return _Made(problem=_UNEXPECTED)


def give_up_pack(pack_id: int) -> None:
    """The worker tried three times: the page says so instead of waiting for ever."""
    pack = find_pack(pack_id)
    if pack is not None and pack.state is PackState.WAITING:
        pack.state, pack.problem = PackState.FAILED, _UNEXPECTED

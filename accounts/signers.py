"""Telling the rooms above that somebody else signs for an apprentice's employer.

This room knows who the manager is and nothing of what was sent there. A room that sends something to managers
registers, from its plug, somebody who knows what a change does to it, and does it in the same transaction.
"""

from collections.abc import Sequence
from typing import Protocol

from accounts.models import Apprenticeship, Person


class SignerWatcher(Protocol):
    """Knows what goes out to the managers of apprentices."""

    def signer_changed(self, actor: Person, apprenticeship: Apprenticeship) -> Sequence[str]:
        """The apprenticeship has its new manager, or none, already. Says in sentences what came of it for whoever made
        the change; none where nothing was under way."""


_watchers: dict[str, SignerWatcher] = {}


def register_signer_watcher(room: str, watcher: SignerWatcher) -> None:
    _watchers[room] = watcher


def tell_signer_changed(actor: Person, apprenticeship: Apprenticeship) -> list[str]:
    """What came of it, in sentences."""
    return [
        sentence
        for watcher in _watchers.values()
        for sentence in watcher.signer_changed(actor, apprenticeship)
    ]

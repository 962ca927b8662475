"""The card of a piece as a form that may be open in two tabs: only what was changed in this one is written.

The form carries a mark of each answer as it was when the page was made. An answer that was changed here and saved
otherwise meanwhile is written by nobody: both stand on the page, and she decides.
"""

from zlib import crc32

from foundation.errors import Refused
from portfolio.card import CARD_QUESTIONS, ContextCard
from portfolio.forms import CardForm
from portfolio.models import EvidenceItem

_IN_PACK = "in_pack"


def card_form(item: EvidenceItem) -> CardForm:
    """What she typed, or the card as it is saved."""
    return CardForm(obj=item, in_pack=item.card_in_pack, began=" ".join(_marks(item)))


def show_saved(form: CardForm, item: EvidenceItem) -> None:
    """Put what is saved into each field that she left as it was. Raises Refused where she changed one that was saved
    otherwise meanwhile; then what is saved is in `form.saved`, by field, and the form begins from it."""
    began, now = (form.began.data or "").split(), _marks(item)
    typed = [_mark(form[name].data) for name in _FIELDS]
    if len(began) != len(now):
        return  # it does not say what it began from, so all of it is hers
    for name, first, saved, hers in zip(_FIELDS, began, now, typed, strict=True):
        if hers == first:
            form[name].data = _saved(item, name)
        elif saved not in (first, hers):
            form.saved[name] = _saved(item, name)
    if form.saved:
        form.began.data = " ".join(now)
        asked = " and ".join(f"“{form[name].label.text}”" for name in form.saved)
        raise Refused(
            f"You saved something else for {asked} in another tab. Nothing of this page is saved yet."
        )


def answers_of(form: CardForm) -> ContextCard:
    return ContextCard(**{name: form[name].data or "" for name in CARD_QUESTIONS})


_FIELDS = (*CARD_QUESTIONS, _IN_PACK)


def _saved(item: EvidenceItem, name: str) -> str | bool:
    value: str | bool = item.card_in_pack if name == _IN_PACK else getattr(item, name)
    return value


def _marks(item: EvidenceItem) -> list[str]:
    return [_mark(_saved(item, name)) for name in _FIELDS]


def _mark(value: str | bool | None) -> str:
    """A number that stands for the words: a browser sends their breaks otherwise than they were saved."""
    return str(crc32("\n".join(str(value or "").strip().splitlines()).encode()))

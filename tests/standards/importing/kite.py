"""One made-up standard, the kite maker, that the layouts beside this write in every way in which pages put one."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import NamedTuple

TITLE, REFERENCE = "Kite maker", "OCC9099"


class Ksb(NamedTuple):
    code: str
    text: str


class Duty(NamedTuple):
    number: int
    text: str
    codes: tuple[str, ...]
    option: str = ""


KSBS = [
    Ksb("K1", "The sail cloths that kites are sewn from, and how each of them stretches in the wind."),
    Ksb("K2", "Health and safety law in a workshop. For example, COSHH, PUWER and noise at work."),
    Ksb("K3", "How a bridle sets the angle of a kite"),
    Ksb("K4", "The difference between a K2 cloth and a K12 cloth: weight, porosity and price."),
    Ksb("K21", "Rigging for stunt kites: two lines, four lines and their handles."),
    Ksb("K22", "UK rules of the air, including the height that a kite may fly at (60 metres)."),
    Ksb("K31", "Frames for kites that lift a camera."),
    Ksb("S1", "Cut cloth to a template, and mark it."),
    Ksb("S2", "Sew flat felled seams; check them against the 5 mm rule."),
    Ksb("S3", "Communicate with customers, suppliers and colleagues in writing and in person."),
    Ksb("S21", "Tune a stunt kite on the field."),
    Ksb("S31", "Fit a camera cradle, and test it with a dead weight first."),
    Ksb("B1", "Acts with care for others on the field."),
    Ksb("B2", "Team player"),
]
DUTIES = [
    Duty(1, "Choose and cut cloth for a kite.", ("K1", "K2", "K4", "S1", "B1")),
    Duty(2, "Sew and finish a sail, working to a drawing", ("K1", "K2", "K3", "K4", "S1", "S2", "S3", "B1", "B2")),
    Duty(3, "Talk with customers about what a kite is for.", ("K3", "S3", "B2")),
    Duty(4, "Rig stunt kites and prove them on the field.", ("K21", "K22", "S21", "B1"), "Stunt kites"),
    Duty(5, "Build frames that lift a camera.", ("K22", "K31", "S31", "B1"), "Camera kites"),
]  # fmt: skip
OPTIONS = ("Stunt kites", "Camera kites")
KINDS = {"K": "Knowledge", "S": "Skills", "B": "Behaviours"}
# The option that a KSB is only for.
OF_OPTION = {"K21": "Stunt kites", "S21": "Stunt kites", "K31": "Camera kites", "S31": "Camera kites"}


def of_kind(kind: str) -> list[Ksb]:
    return [ksb for ksb in KSBS if ksb.code[0] == kind]


def lines(*parts: str | Iterable[str]) -> str:
    rows: list[str] = []
    for part in parts:
        rows += [part] if isinstance(part, str) else list(part)
    return "\n".join(rows) + "\n"


def by_kind(codes: Sequence[str]) -> list[str]:
    rows = [" ".join(code for code in codes if code[0] == letter) for letter in "KSB"]
    return [row for row in rows if row]


def wrapped(row: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(row, width, subsequent_indent=indent, break_long_words=False) or [""]

"""The cast of the gallery: plain values such as the rooms will hand to the macros."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    Form,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from foundation.pictures import Clip, PageMark, StoneRow, VideoMeter, WordMeter


def thing(**values: Any) -> SimpleNamespace:
    return SimpleNamespace(**values)


ACCEPTED = thing(value="accepted", label="Accepted", tone="green", icon="check")
WAITING = thing(value="submitted", label="Being looked at", tone="purple", icon="clock")
BACK = thing(value="returned", label="Sent back", tone="yellow", icon="back")
DRAFT = thing(value="draft", label="Draft", tone="grey", icon="pen")
MUST = thing(value="must", label="Must", tone="red", icon="stop")
SHOULD = thing(value="should", label="Should", tone="yellow", icon="alert")
EXPLAINED = thing(value="explained", label="Explained", tone="green", icon="check")

PIECES = [
    (
        "Patch compliance runbook",
        "Document, 6 pages",
        ["K8", "K12", "K19", "S11", "S12", "B6"],
        BACK,
        None,
        "document",
    ),
    (
        "Witness statement: Wi-Fi survey",
        "Witness statement, 2 pages",
        ["K2", "K10"],
        ACCEPTED,
        None,
        "witness",
    ),
    ("Moving the shared drive", "Change record and 3 emails", ["K1", "K2"], ACCEPTED, None, "diagram"),
    ("Leavers: accounts closed", "Procedure, 4 pages", ["K13"], WAITING, "With Ben", "checklist"),
    ("Forty laptops rebuilt", "6 annotated photographs", ["K7", "K12", "S4"], ACCEPTED, None, "photo"),
    ("Replacing a failed switch", "Video clip, 4:12", ["K10"], WAITING, "With Dana", "video"),
    ("Workstation checks", "Form, 3 pages", ["K20"], DRAFT, None, "form"),
    ("Disk use by team", "Spreadsheet, 2 sheets", [], DRAFT, None, "sheet"),
    ("Agreeing the outage", "Email, 3 messages", ["K2"], DRAFT, None, "mail"),
]

STONES = [
    StoneRow.of("Lifecycle", [True, True]),
    StoneRow.of("Sustainability", [False, True, False]),
    StoneRow.of("Continuous professional development", [False, False, True]),
    StoneRow.of("Core IT", [True] * 7),
]

PAGES = [
    PageMark("back", "back", "Piece 1: sent back"),
    PageMark("accepted", "check", "Piece 2: accepted"),
    PageMark("waiting", "clock", "Piece 3: with Ben"),
    PageMark("draft", "pen", "Piece 4: draft"),
    PageMark("empty", "plus", "Piece 5: not started"),
]

VIDEO = VideoMeter.of([Clip("Replacing a failed switch", 252), Clip("Re-imaging bench", 170)], 600)
VIDEO_OVER = VideoMeter.of([Clip("Switch", 252), Clip("Bench", 200), Clip("Desk", 190)], 600)
WORDS_SHORT, WORDS_OVER = (WordMeter.of(count, 1800, 2000, 2200) for count in (1412, 2260))
WRITING = thing(
    length=thing(headline=WORDS_SHORT.count, advice=WORDS_SHORT.left, meter=WORDS_SHORT),
    shares=(),
    file_words="1,640",
    saved="Saved to our server at 09:41",
    standing="Practice. The real one opens at the gateway",
)


def cell(locator: str, suggested: bool = False, draft: bool = False) -> SimpleNamespace:
    return thing(locator=locator, url="#place", suggested=suggested, draft=draft)


GRID = [
    thing(
        name="Lifecycle",
        count="2 of 2",
        rows=[
            thing(
                code="K1",
                text="The stages within a solutions lifecycle.",
                gap=False,
                cells=[None, cell("p. 1"), None, cell("1:05", draft=True), *[None] * 11, cell("p. 3")],
            )
        ],
    ),
    thing(
        name="Data",
        count="0 of 2",
        rows=[
            thing(code="K23", text="Principles of cultural awareness.", gap=True, cells=None),
            thing(
                code="S8",
                text="Search and use different types of data or information sources.",
                gap=True,
                cells=[cell("p. 2", suggested=True)] + [None] * 15,
            ),
        ],
    ),
]

HEAT_THEMES = [
    thing(name="Lifecycle", codes=["K1", "S1"]),
    thing(name="Core IT", codes=["K7", "K8", "K9", "K10", "K11", "K12", "S12"]),
    thing(name="Data", codes=["K13", "S8", "S11"]),
]
HEAT_ROWS = [
    thing(
        name=name,
        url="#learner",
        cells=(["shown", "with you", "missing", "shown"] * 3)[shift:] + ["shown"] * shift,
    )
    for shift, name in enumerate(("Amira Hussain", "Callum Reid", "Łukasz Żółkiewski"))
]
MISSING = [(count, count > 2) for count in (0, 1, 3, 0, 0, 1, 2, 0, 0, 3, 0, 1)]
CONTENTS = [
    thing(title="Patch compliance runbook", kind="Document, 6 pages", url="#view"),
    thing(title="Replacing a failed switch", kind="Video clip, 4:12", url=None),
]
PROMPTS = [
    thing(
        theme="Core IT",
        question="Have you rebuilt a machine?",
        words="The build log.",
        codes=["K7", "K8"],
        statements=(),
    ),
    thing(
        theme="Data",
        question="Have you archived data for someone?",
        words=None,
        codes=["K13"],
        statements=[thing(code="K13", text="Ways of storing data.")],
    ),
]


class WitnessForm(Form):
    """One field of every kind, as a form of ours would have them."""

    what = TextAreaField("What did you see Amira do?", [InputRequired("Say what you saw Amira do.")])
    where = StringField(
        "Where was it?",
        description="A place, like “comms room B”",
        validators=[InputRequired("Say where it was.")],
    )
    when = DateField("When was it?", format="%d %m %Y", description="For example, 12 3 2026")
    relation = RadioField(
        "How do you work with her?",
        choices=[
            SelectChoice("manager", "I am her line manager"),
            SelectChoice("colleague", "I work beside her"),
        ],
    )
    shows = SelectMultipleField(
        "What did it show?",
        choices=[SelectChoice("plan", "She planned it"), SelectChoice("test", "She tested it")],
    )
    method = SelectField(
        "How did you see it?",
        choices=[SelectChoice("there", "I was there"), SelectChoice("remote", "On a shared screen")],
    )
    true = BooleanField(
        "This is what I saw",
        description="Not what I was told",
        validators=[InputRequired("Tick this if it is so.")],
    )
    password = PasswordField("Choose a password", description="At least 12 characters")
    photo = FileField("A photograph, if you have one")


def fresh_form() -> WitnessForm:
    return WitnessForm(data={"where": "Elm Road", "when": date(2026, 3, 12)})


def wrong_form() -> WitnessForm:
    form = WitnessForm(MultiDict([("where", ""), ("when", "12"), ("when", "13"), ("when", "2026")]))
    assert not form.validate()
    return form


BARE = thing(reference="ST9001", methods=(), ksbs=("K1", "K2", "S1", "B1"))

"""What the page in the ZIP of everything says: all that she wrote and all that was said to her, for reading.

Made from the rows that go into the ZIP as data, so that both hold the same. What only a program could use (scores,
fingerprints, older versions of sections) stays in the data.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import Apprenticeship
from foundation.clock import as_day, as_moment
from foundation.wording import sentence_case
from home.leaving.archive import Kept
from home.leaving.belongings import Row
from portfolio.card import CARD_QUESTIONS
from portfolio.models import FindingState, LinkState
from sign_off.models import Answer, Decision

_DECISIONS = {
    Decision.ACCEPTED: "accepted",
    Decision.RETURNED: "sent back",
    Decision.WITHDRAWN: "taken back",
    Decision.REOPENED: "opened again",
}
_ANSWERS = {
    Answer.SIGNED: "signed",
    Answer.DECLINED: "declined",
    Answer.PASSED_ON: "passed on to a colleague",
}
_FINDINGS = {
    FindingState.OPEN: "open",
    FindingState.EXPLAINED: "explained",
    FindingState.MENDED: "put right",
}


@dataclass(frozen=True)
class Said:
    """Words of somebody: `head` says who, when and what was done, `quote` the sentence they are about."""

    head: str
    words: str = ""
    quote: str = ""
    replies: Sequence["Said"] = ()


@dataclass(frozen=True)
class Talk:
    """What was said about one piece or report: round by round, and comment by comment."""

    rounds: Sequence[Said] = ()
    comments: Sequence[Said] = ()


@dataclass(frozen=True)
class WitnessWords:
    """What she asked a witness about, what he wrote, and what became of each link."""

    about: str
    facts: Sequence[tuple[str, str]]
    words: str
    links: Sequence[Said]


@dataclass(frozen=True)
class PieceToRead:
    title: str
    gone: bool
    answers: Sequence[tuple[str, str]]
    files: Sequence[tuple[str, str]]
    shows: Sequence[Said]
    witness: WitnessWords | None
    talk: Talk
    findings: Sequence[Said]


@dataclass(frozen=True)
class StatementToRead:
    """`parties` are (who confirms, paragraphs, boxes): the very words that were signed, or would have been."""

    title: str
    about: str
    digest: str
    parties: Sequence[tuple[str, Sequence[str], Sequence[str]]]
    signatures: Sequence[str]
    links: Sequence[Said]


class Reader:
    """Reads the rows of one apprentice. `names` says who the numbers of people are, `managers` those of managers."""

    def __init__(
        self,
        her: Apprenticeship,
        rows: Mapping[str, Sequence[Row]],
        names: Mapping[int, str],
        managers: Mapping[int, str],
        kept: Iterable[Kept],
    ) -> None:
        self._her, self._rows, self._names, self._managers = her, rows, names, managers
        self._paths = {one.key: one.path for one in kept}

    def about(self) -> list[tuple[str, str]]:
        """Who she is, and with whom she learns."""
        her, one = self._her.apprentice, self._her
        facts = [
            ("Email address", her.email),
            ("Phone", her.phone),
            ("Tutor", one.tutor.name if one.tutor else ""),
            ("Line manager", f"{one.manager.name}, {one.manager.email}" if one.manager else ""),
            ("Started", as_day(one.started_on)),
            ("Gateway planned for", as_day(one.gateway_planned_on) if one.gateway_planned_on else ""),
        ]
        return [(name, value) for name, value in facts if value]

    def pieces(self) -> list[PieceToRead]:
        """In her order, also those that she took out."""
        pieces = sorted(self._all("evidence_item"), key=lambda row: (row["position"], row["id"]))
        witness = {row["id"]: row for row in self._all("witness_statement")}
        return [
            PieceToRead(
                title=piece["title"],
                gone=piece["deleted_at"] is not None,
                answers=[(asked, piece[name]) for name, asked in CARD_QUESTIONS.items() if piece[name]],
                files=[
                    (_name_of_file(row), self._paths[row["key"]])
                    for row in self._all("evidence_file", item_id=piece["id"])
                ],
                shows=[
                    Said(f"{row['code']}, {row['locator'] or 'no place given'}", quote=row["excerpt"])
                    for row in self._all("ksb_link", item_id=piece["id"], state=LinkState.ACCEPTED)
                ],
                witness=self._witness(witness[piece["witness_statement_id"]])
                if piece["witness_statement_id"] in witness
                else None,
                talk=self.talk_about(piece["subject_id"]),
                findings=self._findings(piece["id"]),
            )
            for piece in pieces
        ]

    def other_findings(self) -> list[Said]:
        """What the checks said of the portfolio as a whole."""
        return self._findings(None)

    def witness_statements(self) -> list[WitnessWords]:
        """All that she asked for, written or not."""
        return [self._witness(row) for row in self._all("witness_statement")]

    def statements(self) -> list[StatementToRead]:
        return [
            StatementToRead(
                title=row["manifest"]["title"],
                about=f"Made on {as_moment(row['created_at'])}"
                + (f", replaced on {as_moment(row['replaced_at'])}" if row["replaced_at"] else ""),
                digest=row["digest"],
                parties=[
                    (sentence_case(party), words["paragraphs"], words["boxes"])
                    for party, words in row["words"]["parties"].items()
                ],
                signatures=[
                    f"{', '.join(filter(None, (one['name'], one['job_title'], one['relationship_to_apprentice'])))}, "
                    f"{as_moment(one['signed_at'])}"
                    for one in self._all("signature", statement_id=row["id"])
                ],
                links=self._links(statement_id=row["id"]),
            )
            for row in self._all("statement")
        ]

    def talk_about(self, subject_id: int) -> Talk:
        """What was said about a piece or a report."""
        comments = self._all("comment", subject_id=subject_id)
        return Talk(
            rounds=[self._round(row) for row in self._all("review", subject_id=subject_id)],
            comments=[
                self._comment(row, [one for one in comments if one["reply_to_id"] == row["id"]])
                for row in comments
                if row["reply_to_id"] is None
            ],
        )

    def requirements(self) -> list[Said]:
        """What was confirmed before the gateway, by whom, with which note."""
        texts = {one.id: one.text for one in self._her.standard.gateway}
        said = [
            Said(
                f"{texts.get(row['requirement'], row['requirement'])}: {row['variant'] or 'yes'}. "
                f"{self._who(row['confirmed_by'])}, {as_moment(row['confirmed_at'])}",
                row["note"],
            )
            for row in self._all("requirement_tick")
        ]
        if self._her.gateway_confirmed_on:
            by = self._who(self._her.gateway_confirmed_by or "")
            said.append(Said(f"The gateway was confirmed on {as_day(self._her.gateway_confirmed_on)}. {by}"))
        return said

    def _round(self, row: Row) -> Said:
        sent = f"Sent on {as_moment(row['sent_at'])}"
        if row["decision"] is None:
            return Said(f"{sent}, not answered yet")
        by = self._names.get(row["decided_by_id"], "somebody")
        done = f"{_DECISIONS[row['decision']]} by {by} on {as_moment(row['decided_at'])}"
        return Said(
            sentence_case(done) if row["decision"] is Decision.REOPENED else f"{sent}, {done}", row["note"]
        )

    def _comment(self, row: Row, replies: Iterable[Row] = ()) -> Said:
        return Said(
            f"{self._names.get(row['author_id'], 'Somebody')}, {as_moment(row['created_at'])}{_at(row['locator'])}",
            row["body"],
            row["excerpt"],
            [
                Said(
                    f"{self._names.get(one['author_id'], 'Somebody')}, {as_moment(one['created_at'])}",
                    one["body"],
                )
                for one in replies
            ],
        )

    def _findings(self, item_id: int | None) -> list[Said]:
        return [
            Said(
                f"{row['title']} ({_FINDINGS[row['state']]}){_at(row['locator'])}",
                "\n".join(filter(None, (row["message"], row["note"] and f"Note: {row['note']}"))),
                row["excerpt"],
            )
            for row in self._all("finding", item_id=item_id)
        ]

    def _witness(self, row: Row) -> WitnessWords:
        facts: list[tuple[str, str]] = [
            ("Where", row["place"]),
            ("When", as_day(row["seen_on"]) if row["seen_on"] else ""),
            ("Witness", ", ".join(filter(None, (row["witness_name"], row["witness_job_title"])))),
            ("Relationship", row["witness_relationship"]),
            ("Signed", as_moment(row["signed_at"]) if row["signed_at"] else "Not signed"),
            ("Fingerprint (SHA-256)", row["digest"] or ""),
        ]
        return WitnessWords(
            about=row["about"],
            facts=[(name, value) for name, value in facts if value],
            words=row["what"],
            links=self._links(witness_statement_id=row["id"]),
        )

    def _links(self, **whose: int) -> list[Said]:
        """What became of each link to the employer: above all the reason of one who declined."""
        return [self._link(row) for row in self._all("signing_link", **whose)]

    def _link(self, row: Row) -> Said:
        head = f"{self._managers[row['manager_id']]}, asked by link on {as_moment(row['created_at'])}"
        if row["answer"] is not None:
            head += f", {_ANSWERS[row['answer']]} on {as_moment(row['answered_at'])}"
        elif row["withdrawn_at"] is not None:
            head += f", withdrawn on {as_moment(row['withdrawn_at'])}"
        else:
            head += f", not answered, good until {as_moment(row['expires_at'])}"
        if row["passed_to_name"]:
            head += f": {row['passed_to_name']}, {row['passed_to_email']}"
        return Said(head, row["reason"])

    def _who(self, actor: str) -> str:
        kind, _, number = actor.partition(":")
        return self._names.get(int(number), "Somebody") if kind == "person" else sentence_case(actor)

    def _all(self, table: str, **where: Any) -> list[Row]:
        rows = self._rows.get(table, ())
        return [row for row in rows if all(row[column] == value for column, value in where.items())]


def _name_of_file(row: Row) -> str:
    more = [
        words
        for words, is_so in (("taken out", row["deleted_at"]), (row["problem"], row["problem"]))
        if is_so
    ]
    return f"{row['name']} ({'; '.join(more)})" if more else str(row["name"])


def _at(locator: str) -> str:
    return f", at {locator}" if locator else ""

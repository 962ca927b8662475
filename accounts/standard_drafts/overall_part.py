"""The part of a draft about the overall grade: a row for each way in which the grades of the methods make it."""

from typing import Any

from accounts.standard_drafts.blocks import Column, Content, Rows
from accounts.standard_drafts.fields import one_of
from accounts.standard_drafts.part import Part
from foundation.wording import numbered

# Every plan's grades as the file names them; the plan's own words for them stand in the file's "words".
LEVELS = ("fail", "pass", "merit", "distinction")


def overall_part(content: Content) -> Part:
    """A row is read as the plan's table reads: these grades of the methods make this grade overall."""
    methods, listed = content.get("methods", []), content.get("overall_grades", [])
    levels = _levels(content)

    def legend(row: Content) -> str:
        grades = [
            ("any" if grade == "any" else levels[grade]) for name, grade in row.items() if name != "overall"
        ]
        return f"{', '.join(grades)}: {levels[row['overall']]}".capitalize()

    rows = Rows(
        "overall",
        _OverallRows,
        lambda _row, n: str(n),
        legend,
        (
            Column("overall", "Overall grade", one_of({"": "None: no such row"} | levels)),
            *(
                Column(f"method_{m}", method["name"], one_of({"any": "any grade"} | levels))
                for m, method in enumerate(methods)
            ),
        ),
        "Another row",
        folded=True,
    )
    return Part(
        "overall", "Overall grade", "How the grades make the overall grade", (rows,), numbered(len(listed), "row"),
        ("overall_grades",), texts=["Overall grading", "Overall EPA grading"],
        about="Each row is a row of the plan’s table: the grade of every method, and what they make together. “Any"
        " grade” stands for all of them, as where failing one method fails the whole.",
    )  # fmt: skip


def _levels(content: Content) -> dict[str, str]:
    """{grade in the file: this plan's word for it}, with any other that a row has."""
    said: dict[str, Any] = content.get("words", {})
    rows = content.get("overall_grades", ())
    other = [grade for row in rows for grade in (*row["grades"].values(), row["overall"]) if grade != "any"]
    return {grade: said.get(grade, grade) for grade in (*LEVELS, *other)}


class _OverallRows(list[Content]):
    """The rows with a column for each method, which written back name the methods by id again."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._ids = [method["id"] for method in content.get("methods", ())]
        super().__init__(
            {"overall": row["overall"]}
            | {f"method_{m}": row["grades"].get(own, "any") for m, own in enumerate(self._ids)}
            for row in content.get("overall_grades", ())
        )

    def __setitem__(self, place: object, rows: object) -> None:
        assert isinstance(rows, list)
        self._content["overall_grades"] = [
            {
                "grades": {own: row.get(f"method_{m}", "any") for m, own in enumerate(self._ids)},
                "overall": row["overall"],
            }
            for row in rows
        ]

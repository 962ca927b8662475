"""What was said about a report, beside the section that it is about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from report_builder.content import to_plain_text
from report_builder.measuring import contents_of, titles_of
from report_builder.models import Report
from sign_off.models import Comment
from sign_off.reviews.queries import list_comments
from sign_off.reviews.threads import Thread, threads_of

WHOLE = ""
Texts = Mapping[str, tuple[str, str]]
"""Of each section by its key: what it is called, and its plain text."""


def talk_of(report: Report) -> dict[str, list[Thread]]:
    """What was said, beside the sections as they stand now: for the apprentice."""
    contents = contents_of(report)
    texts = {
        key: (title, to_plain_text(contents[key]))
        for key, title in titles_of(report).items()
        if key in contents
    }
    return talk_by_section(list_comments(report.subject), texts)


def talk_by_section(comments: Sequence[Comment], texts: Texts) -> dict[str, list[Thread]]:
    """Threads by the key of their section; under WHOLE those about the whole report, and those about a section that is
    not there any more."""
    talk: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads_of(comments):
        talk[_section_of(thread.comment, texts)].append(thread)
    return dict(talk)


def _section_of(comment: Comment, texts: Texts) -> str:
    """By its place, "Test, paragraph 2". One typed without our script has no place, so by its words."""
    for key, (title, _) in texts.items():
        if comment.locator.startswith(f"{title}, "):
            return key
    wanted = _plain(comment.excerpt)
    return next((key for key, (_, text) in texts.items() if wanted and wanted in _plain(text)), WHOLE)


def _plain(text: str) -> str:
    return " ".join(text.split())

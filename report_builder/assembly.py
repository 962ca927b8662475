"""The whole report as the tree that the writer writes, from the scaffold and what stands in each section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from documents.report.tree import AppendixRow, Cover, Report, Section
from report_builder.content import Content
from report_builder.length import count_content, printed_keys
from report_builder.scaffold import ScaffoldSection
from report_builder.to_tree import ImageLoader, to_blocks


def assemble_report(
    outline: Sequence[ScaffoldSection],
    contents: Mapping[str, Content],
    *,
    cover: Cover,
    image: ImageLoader,
    references: Content | None = None,
    appendix: tuple[AppendixRow, ...] = (),
) -> Report:
    """The sections that have something in them, with the titles above them, in the order of the scaffold.

    What is printed is exactly what `length.measure` counts titles for. `contents` is by key; a section that is not in
    the outline, such as one of a second project that was taken away, is left out.
    """
    counts = {key: count_content(content) for key, content in contents.items()}
    printed = printed_keys(outline, counts)
    sections = tuple(
        Section(
            section.title,
            section.level,
            to_blocks(contents[section.key], image) if section.key in contents else (),
        )
        for section in outline
        if section.key in printed
    )
    written = to_blocks(references, image) if references and not references.is_empty else ()
    return Report(cover, sections, written, appendix)

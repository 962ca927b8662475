"""Makes template.docx, the one place where the report's typefaces, sizes and spacing are decided.

Run `python -m documents.report.make_template` after a change here and commit the file it writes. The writer
knows only the names of the styles below, so a designer may as well open template.docx in Word and change it.
Arial, because Word and LibreOffice both have it or a twin of the same widths.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from documents.report.fields import add_field

TEMPLATE = Path(__file__).with_name("template.docx")

_FONT = "Arial"
_INK = RGBColor(0x22, 0x1D, 0x3B)
_INDIGO = RGBColor(0x2B, 0x24, 0x59)
_SOFT = RGBColor(0x5A, 0x54, 0x69)

_HEADING_NUMBERS = ["%1", "%1.%2", "%1.%2.%3", "%1.%2.%3.%4", "%1.%2.%3.%4.%5"]
_BULLETS = ["•", "–", "•"]
_LETTERS = [("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3.")]


def make_template(path: Path = TEMPLATE) -> None:
    """Write the template to `path`."""
    document = Document()
    _page(document)
    _language(document)
    _remove_latent_numbering(document)
    _text_styles(document)
    _heading_styles(document)
    _list_styles(document)
    _contents_styles(document)
    _table_style(document)
    _footer(document)
    _remove_thumbnail(document)
    document.save(str(path))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.different_first_page_header_footer = True


def _language(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "en-GB")
    _set_font(defaults)
    theme_language = document.settings.element.find(qn("w:themeFontLang"))
    if theme_language is not None:
        theme_language.set(qn("w:val"), "en-GB")


def _set_font(run_properties: Any) -> None:
    fonts = run_properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = parse_xml(f"<w:rFonts {nsdecls('w')}/>")
        run_properties.insert(0, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _remove_thumbnail(document: Any) -> None:
    """Drop the picture of a blank page that python-docx's own template carries."""
    relations = document.part.package.rels
    for key in [
        key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]:
        del relations[key]


def _remove_latent_numbering(document: Any) -> None:
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)


def _style(document: Any, name: str, base: str | None = "Normal", after: str | None = None) -> Any:
    """The paragraph style of that name, made if Word's own set in python-docx lacks it, and cleared."""
    try:
        style = document.styles[name]
    except KeyError:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("TOC"))
    for tag in ("w:pPr", "w:rPr"):
        old = style.element.find(qn(tag))
        if old is not None:
            style.element.remove(old)
    style.base_style = document.styles[base] if base else None
    style.next_paragraph_style = document.styles[after] if after else style
    style.quick_style, style.hidden, style.unhide_when_used = True, False, False
    _set_font(style.element.get_or_add_rPr())
    return style


def _look(
    style: Any,
    size: float,
    colour: RGBColor = _INK,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 6,
) -> None:
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _text_styles(document: Any) -> None:
    normal = _style(document, "Normal", base=None)
    _look(normal, 11, after=8)
    normal.paragraph_format.line_spacing = 1.25
    normal.paragraph_format.widow_control = True
    _look(_style(document, "Body Text"), 11, after=8)
    quote = _style(document, "Quote", after="Body Text")
    _look(quote, 11, _SOFT, after=8)
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Mm(10)

    title = _style(document, "Title", after="Subtitle")
    _look(title, 30, _INDIGO, bold=True, before=150, after=10)
    title.paragraph_format.line_spacing = 1.1
    _look(_style(document, "Subtitle"), 14, _SOFT, after=60)
    _look(_style(document, "Cover Detail"), 12, after=6)

    figure = _style(document, "Figure", after="Caption")
    _look(figure, 11, before=8, after=4)
    figure.paragraph_format.keep_with_next = True
    figure.paragraph_format.line_spacing = 1.0
    _look(_style(document, "Caption", after="Body Text"), 10, _SOFT, after=12)
    table_caption = _style(document, "Table Caption", base="Caption")
    _look(table_caption, 10, _SOFT, before=8, after=4)
    table_caption.paragraph_format.keep_with_next = True
    for name, bold in (("Table Text", False), ("Table Heading", True)):
        cell = _style(document, name)
        _look(cell, 10, bold=bold, before=2, after=2)
        cell.paragraph_format.line_spacing = 1.1
    footer = _style(document, "Footer")
    _look(footer, 9, _SOFT, after=0)
    footer.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    reference = _style(document, "Reference")
    _look(reference, 11, after=6)
    reference.paragraph_format.left_indent, reference.paragraph_format.first_line_indent = Mm(10), Mm(-10)

    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline, link.font.color.rgb = True, RGBColor(0x4A, 0x3F, 0x9C)


def _heading_styles(document: Any) -> None:
    sizes = {1: (18, 24, 8), 2: (14, 18, 6), 3: (12, 14, 4), 4: (11, 12, 4), 5: (11, 10, 4)}
    for level, (size, before, after) in sizes.items():
        style = _style(document, f"Heading {level}", after="Body Text")
        _look(style, size, _INDIGO if level < 4 else _INK, bold=True, before=before, after=after)
        style.paragraph_format.keep_with_next = style.paragraph_format.keep_together = True
        style.element.get_or_add_pPr().append(
            parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level - 1}"/>')
        )
    levels = [
        _level(i, "decimal", text, f"Heading{i + 1}", left=0, hanging=0, suffix="space")
        for i, text in enumerate(_HEADING_NUMBERS)
    ]
    _number(document, 1, levels, [f"Heading {level}" for level in sizes])


def _list_styles(document: Any) -> None:
    for kind in ("List Bullet", "List Number", "List Continue"):
        for depth in (1, 2, 3):
            style = _style(document, kind if depth == 1 else f"{kind} {depth}")
            _look(style, 11, after=4)
            style.paragraph_format.left_indent = Mm(7 * depth)
    bullets = [
        _level(i, "bullet", text, _list_id("ListBullet", i), 397 * (i + 1)) for i, text in enumerate(_BULLETS)
    ]
    _number(document, 2, bullets, ["List Bullet", "List Bullet 2", "List Bullet 3"])
    numbers = [
        _level(i, form, text, _list_id("ListNumber", i), 397 * (i + 1))
        for i, (form, text) in enumerate(_LETTERS)
    ]
    _number(document, 3, numbers, ["List Number", "List Number 2", "List Number 3"])


def _list_id(stem: str, index: int) -> str:
    return stem if index == 0 else f"{stem}{index + 1}"


def _level(
    index: int, form: str, text: str, style_id: str, left: int, hanging: int = 397, suffix: str = "tab"
) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{style_id}"/><w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _number(document: Any, number: int, levels: list[str], style_names: list[str]) -> None:
    """Add one multi-level numbering and tie each level to its style."""
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
    )
    first_num = next((child for child in numbering if child.tag == qn("w:num")), None)
    if first_num is None:
        numbering.append(abstract)
    else:
        first_num.addprevious(abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    )
    for index, name in enumerate(style_names):
        properties = document.styles[name].element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = index
        properties.get_or_add_numId().val = number


def _contents_styles(document: Any) -> None:
    _look(_style(document, "TOC Heading"), 18, _INDIGO, bold=True, after=10)
    text_width = (
        document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
    )
    for level in range(1, len(_HEADING_NUMBERS) + 1):
        style = _style(document, f"TOC {level}")
        _look(style, 11, bold=level == 1, after=4)
        style.paragraph_format.left_indent = Mm(6 * (level - 1))
        # No dots: where no page stands yet, as in Word until it prints, they would lead to nothing.
        style.paragraph_format.tab_stops.add_tab_stop(text_width, WD_TAB_ALIGNMENT.RIGHT)


def _table_style(document: Any) -> None:
    style = document.styles.add_style("Report Table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    style.quick_style = True
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="857C6A"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>"
            '<w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        )
    )
    style.element.append(
        parse_xml(
            f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:tcPr>'
            '<w:shd w:val="clear" w:color="auto" w:fill="E7E3F4"/></w:tcPr></w:tblStylePr>'
        )
    )


def _footer(document: Any) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = document.styles["Footer"]
    paragraph.add_run("Page ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES", "1")


if __name__ == "__main__":
    make_template(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATE)

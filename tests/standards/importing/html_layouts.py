"""The kite maker as a saved page: tables, lists, accordions, tabs and boxes within boxes."""

from collections.abc import Callable, Sequence

from tests.standards.importing.kite import (
    DUTIES,
    KINDS,
    OF_OPTION,
    OPTIONS,
    REFERENCE,
    TITLE,
    Duty,
    Ksb,
    by_kind,
    of_kind,
    wrapped,
)

PAGES: dict[str, Callable[[], str]] = {}


def layout(page: Callable[[], str]) -> Callable[[], str]:
    PAGES[page.__name__] = page
    return page


def html(duties: str, ksbs: str, before: str = "", after: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE} / Skills England</title></head><body>"
        "<header><nav><a href='/'>Home</a>"
        f"<ul><li>Duty 9 of the menu</li></ul></nav></header><main><div class='wrap'><div><h1>{TITLE}</h1>"
        f"<dl><div><dt>Reference</dt><dd>{REFERENCE}</dd></div><div><dt>Version</dt><dd>1.2</dd></div>"
        f"<div><dt>Level</dt><dd>3</dd></div></dl>{before}{duties}{ksbs}{after}"
        "<h2>Version log</h2><table><tr><th>Version</th>"
        "<th>Change detail</th></tr><tr><td>1.2</td><td>Revised</td></tr><tr><td>1.1</td><td>Revised</td></tr></table>"
        "</div></div></main><footer>Crown copyright &copy; 2024</footer></body></html>"
    )


def html_duties(
    write: Callable[[Duty], str],
    around: str = "<table><tbody>{}</tbody></table>",
    head: Callable[[str], str] = lambda option: f"<h3>{option or 'Core occupation'} duties</h3>",
) -> str:
    found = ["<h2>Occupation duties</h2>"]
    for option in ("", *OPTIONS):
        inner = "".join(write(duty) for duty in DUTIES if duty.option == option)
        found.append(head(option) + around.format(inner))
    return "\n".join(found)


def html_ksbs(write: Callable[[Ksb], str], around: str = "{}") -> str:
    found = ["<h2>KSBs</h2>"]
    for letter, name in KINDS.items():
        found.append(f"<h3>{name}</h3>{around.format(chr(10).join(write(ksb) for ksb in of_kind(letter)))}")
    return "\n".join(found)


def each(form: str, codes: Sequence[str]) -> str:
    return "".join(form.format(code) for code in codes)


def duties_of(ksb: Ksb) -> str:
    return ", ".join(f"Duty {duty.number}" for duty in DUTIES if ksb.code in duty.codes)


def anchors(codes: Sequence[str], between: str = " ") -> str:
    return between.join(f'<a href="#{code}">{code}</a>' for code in codes)


HTML_DUTIES: dict[str, tuple[Callable[[Duty], str], str]] = {
    "table": (
        lambda d: f"<tr><td><b>Duty {d.number}</b> {d.text}</td><td>{anchors(d.codes)}</td></tr>",
        "<table><tr><th>Duty</th><th>KSBs</th></tr>{}</table>",
    ),
    "three_cells": (
        lambda d: f"<tr><td>Duty {d.number}</td><td>{d.text}</td><td>{anchors(d.codes)}</td></tr>",
        "<table><tr><th>Number</th><th>Duty</th><th>KSBs</th></tr>{}</table>",
    ),
    "bare_number": (
        lambda d: f"<tr><td>{d.number}</td><td>{d.text}</td><td>{anchors(d.codes)}</td></tr>",
        "<table><tr><th>Duty</th><th>Description</th><th>KSBs</th></tr>{}</table>",
    ),
    "by_kind": (
        lambda d: (
            f"<tr><th>Duty {d.number} {d.text}</th>"
            + "".join(f"<td>{' '.join(c for c in d.codes if c[0] == k)}</td>" for k in "KSB")
            + "</tr>"
        ),
        "<table><tr><th>Duty</th><th>Knowledge</th><th>Skills</th><th>Behaviours</th></tr>{}</table>",
    ),
    "joined_links": (
        lambda d: f"<p>Duty {d.number} {d.text}</p><p>{anchors(d.codes, '')}</p>",
        "<div>{}</div>",
    ),
    "accordion": (
        lambda d: (
            f"<div class='acc'><button type='button'>Duty {d.number} {d.text}<span>, Show this section</span></button>"
            f"<div><ul>{each('<li><a>{}</a></li>', d.codes)}</ul></div></div>"
        ),
        "<div>{}</div>",
    ),
    "details": (
        lambda d: (
            f"<details><summary>Duty {d.number} {d.text}</summary><p>{anchors(d.codes, ', ')}</p></details>"
        ),
        "{}",
    ),
    "list": (
        lambda d: f"<li><strong>Duty {d.number}:</strong> {d.text} <span>({', '.join(d.codes)})</span></li>",
        "<ul>{}</ul>",
    ),
    "definitions": (
        lambda d: f"<dt>Duty {d.number}</dt><dd>{d.text}</dd><dd>{anchors(d.codes)}</dd>",
        "<dl>{}</dl>",
    ),
    "deep": (
        lambda d: (
            f"<div><div><div><h4>Duty {d.number}</h4><div><p>{d.text}</p></div></div>"
            f"<div>{each('<div><span>{}</span></div>', d.codes)}</div></div></div>"
        ),
        "<section>{}</section>",
    ),
    "paragraphs": (
        lambda d: (
            f"<tr><td><p>Duty {d.number}</p><p>{d.text}</p></td><td>{each('<p>{}</p>', by_kind(d.codes))}</td></tr>"
        ),
        "<table>{}</table>",
    ),
    "spans": (
        lambda d: (
            f"<div><span>Duty {d.number}</span><span> {d.text}</span></div>"
            f"<div>{' '.join(f'<span class=tag>{c}</span>' for c in d.codes)}</div>"
        ),
        "<div>{}</div>",
    ),
    "joined_spans": (
        lambda d: (
            f"<div><span>Duty {d.number}</span> <span>{d.text}</span></div>"
            f"<div>{each('<span class=tag>{}</span>', d.codes)}</div>"
        ),
        "<div>{}</div>",
    ),
    "list_in_cell": (
        lambda d: (
            f"<tr><td>Duty {d.number} {d.text}</td><td><ul>{each('<li>{}</li>', d.codes)}</ul></td></tr>"
        ),
        "<table><tr><th>Duty</th><th>KSBs</th></tr>{}</table>",
    ),
}
HTML_KSBS: dict[str, tuple[Callable[[Ksb], str], str]] = {
    "paragraphs": (
        lambda k: f'<p id="{k.code}"><strong>{k.code}</strong>: {k.text} <a href="#D1">Back to Duty</a></p>',
        "{}",
    ),
    "table": (
        lambda k: f"<tr><th>{k.code}</th><td>{k.text}</td></tr>",
        "<table><tr><th>Code</th><th>Statement</th></tr>{}</table>",
    ),
    "one_cell": (lambda k: f"<tr><td>{k.code} {k.text}</td></tr>", "<table>{}</table>"),
    "with_duties": (
        lambda k: f"<tr><td>{k.code}</td><td>{k.text}</td><td>{duties_of(k)}</td></tr>",
        "<table><tr><th>KSB</th><th>Statement</th><th>Duties</th></tr>{}</table>",
    ),
    "definitions": (lambda k: f"<dt>{k.code}</dt><dd>{k.text}</dd>", "<dl>{}</dl>"),
    "list": (lambda k: f"<li><span class='code'>{k.code}</span> {k.text}</li>", "<ul>{}</ul>"),
    "joined_spans": (
        lambda k: f"<li><span class='code'>{k.code}</span><span class='words'>{k.text}</span></li>",
        "<ul>{}</ul>",
    ),
    "deep": (
        lambda k: f"<div><div><div>{k.code}</div></div><div><div><p>{k.text}</p></div></div></div>",
        "<div>{}</div>",
    ),
    "accordion": (
        lambda k: (
            f"<h4><button>{k.code}<span>, Show this section</span></button></h4><div><p>{k.text}</p></div>"
        ),
        "<div>{}</div>",
    ),
    "details": (lambda k: f"<details><summary>{k.code}</summary>{k.text}</details>", "{}"),
    "breaks": (lambda k: f"{k.code}: {k.text}<br/>", "<p>{}</p>"),
    "headed": (lambda k: f"<h4>{k.code}</h4><p>{k.text}</p>", "{}"),
    "wrapped": (
        lambda k: "<li>" + "\n      ".join(wrapped(f"{k.code}: {k.text}", 30)) + "</li>",
        "<ul>{}</ul>",
    ),
}
_DUTIES_AS_USUAL = html_duties(*HTML_DUTIES["table"])
_KSBS_AS_USUAL = html_ksbs(*HTML_KSBS["paragraphs"])


def _html(duties: str, ksbs: str) -> Callable[[], str]:
    return lambda: html(duties, ksbs)


for _name, (_html_duty, _around) in HTML_DUTIES.items():
    PAGES[f"html_duties_{_name}"] = _html(html_duties(_html_duty, _around), _KSBS_AS_USUAL)
for _name, (_html_ksb, _around) in HTML_KSBS.items():
    PAGES[f"html_ksbs_{_name}"] = _html(_DUTIES_AS_USUAL, html_ksbs(_html_ksb, _around))


@layout
def html_tabs() -> str:
    """Each option in a tab of its own, which repeats the core duties."""
    tabs = "".join(f'<li role="tab"><a href="#{n}">{option}</a></li>' for n, option in enumerate(OPTIONS))
    return html(
        _DUTIES_AS_USUAL, _KSBS_AS_USUAL, before=f'<ul role="tablist"><li role="tab">All</li>{tabs}</ul>'
    )


@layout
def html_with_a_ksb_list_for_each_option() -> str:
    """The KSBs of the core, then each option's own, under headings that name the option."""
    found = ["<h2>KSBs</h2>"]
    for option in ("", *OPTIONS):
        for letter, name in KINDS.items():
            some = [ksb for ksb in of_kind(letter) if OF_OPTION.get(ksb.code, "") == option]
            if some:
                found.append(f"<h3>{option or 'Core'} {name.lower()}</h3>")
                found += [HTML_KSBS["table"][1].format("".join(HTML_KSBS["table"][0](ksb) for ksb in some))]
    return html(_DUTIES_AS_USUAL, "".join(found))

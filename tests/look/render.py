"""The product's templates with nothing of Flask, and a gallery of pages that hold every macro."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from foundation import wording
from tests.look import samples

ROOT = Path(__file__).resolve().parents[2]
GALLERY = ROOT / "tests/look/gallery"
PAGES = ("error", "forms-wrong", *sorted(file.stem for file in GALLERY.glob("*.html")))

NAVIGATION = [
    ("Home", "/home.html", False),
    ("Portfolio", "/portfolio.html", True),
    ("Report", "/report.html", False),
    ("Gateway", "/bounced.html", False),
]
FOOTER = [("Help", "#help"), ("Accessibility", "#accessibility"), ("What we keep about you", "#privacy")]


def environment() -> Environment:
    """The templates as the app sees them, with stand-ins for the globals that the app gives them."""
    jinja = Environment(
        loader=FileSystemLoader([ROOT / "templates", GALLERY]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.globals.update(
        asset=lambda name: f"/dist/{name}",
        csrf_token=lambda: "a-token",
        get_flashed_messages=lambda with_categories=False: [],
    )
    jinja.filters.update(numbered=wording.numbered, plural=wording.plural)
    return jinja


def page(name: str) -> str:
    """One page of the gallery, for someone who is signed in; "error" is the product's own, for nobody."""
    if name == "error":
        words = "The address may be mistyped. Nothing of yours is lost."
        return (
            environment()
            .get_template("errors/error.html")
            .render(title="We could not find that page", message=words, status=404)
        )
    form = samples.wrong_form() if name.endswith("-wrong") else samples.fresh_form()
    return (
        environment()
        .get_template(name.removesuffix("-wrong") + ".html")
        .render(
            s=samples,
            form=form,
            navigation=NAVIGATION,
            footer_links=FOOTER,
            standard_line="Words quoted from the plan: Open Government Licence v3.0.",
            current_person=samples.thing(name="Amira Hussain"),
            sign_out_url="/sign-out",
            home_url="/home.html",
        )
    )

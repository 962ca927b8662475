"""Opens packs as the assessment organisation does, and reads what is inside."""

import zipfile
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
from lxml import etree

from gateway.packs.contents import PackContents
from gateway.packs.paper import Printer
from gateway.packs.write import write_pack
from tests.gateway.a_pack import Shelf


def packed(pack: PackContents, shelf: Shelf, print_page: Printer | None = None) -> bytes:
    target = BytesIO()
    write_pack(target, pack, shelf.read, print_page)
    return target.getvalue()


def unpacked(content: bytes, folder: Path) -> Path:
    """The pack in a folder, each entry where its own path says: none may lead out of it."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            target = (folder / name).resolve()
            assert target.is_relative_to(folder.resolve()), f"{name} leads out of the folder"
            target.parent.mkdir(parents=True, exist_ok=True)
            assert not target.exists(), f"{name} is there twice"
            target.write_bytes(archive.read(name))
    return folder


def page_of(path: Path) -> etree._Element:
    """The page, parsed as strictly as the HTML standard has it. Raises html5lib's ParseError."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False
    )
    return parser.parse(path.read_text("utf-8")).getroot()


def pages_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.html") if path.name.split(".")[0] in OURS)


OURS = ("index", "cover sheet", "witness statement", "Portfolio statement", "Employer’s decision")


def broken_links(path: Path, folder: Path) -> list[str]:
    """Links of a page that lead nowhere, or out of the pack."""
    page = page_of(path)
    ids = set(page.xpath("//@id"))
    broken = []
    for link in page.xpath("//@href"):
        parts = urlsplit(link)
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        is_inside = target.is_relative_to(folder.resolve()) and target.is_file()
        is_there = parts.path or parts.fragment in ids
        if parts.scheme or parts.netloc or not is_inside or not is_there:
            broken.append(link)
    return broken

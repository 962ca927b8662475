import hashlib
import json
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from gateway.packs.contents import PackContents, PackPlace
from gateway.packs.copies import CannotPack
from gateway.packs.pages import opening
from gateway.packs.write import write_pack
from tests.documents.making import make_clip
from tests.gateway.a_pack import GPS_IFD, Shelf, a_pack, photograph
from tests.gateway.unpacking import broken_links, packed, page_of, pages_in, unpacked

# 51 degrees and 30 minutes, as EXIF writes them.
GPS_BYTES = b"".join(number.to_bytes(4, "little") for number in (51, 1, 30, 1))
FOLDER = "pieces/01 Patch & compliance- runbook 3-4"


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def folder(shelf: Shelf, tmp_path: Path) -> Path:
    """The unpacked pack."""
    return unpacked(packed(a_pack(shelf), shelf), tmp_path)


def test_everything_lies_where_its_name_says(folder: Path) -> None:
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == [
        "SHA256SUMS",
        "index.html",
        "manifest.json",
        "mapping.xlsx",
        f"{FOLDER}/Café rack.jpg",
        f"{FOLDER}/Runbook & notes.pdf",
        f"{FOLDER}/cover sheet.html",
        f"{FOLDER}/switch.mp4",
        "pieces/02 Witness statement- the switch/cover sheet.html",
        "pieces/02 Witness statement- the switch/witness statement.html",
        "statements/Employer’s decision.html",
        "statements/Portfolio statement, as signed.txt",
        "statements/Portfolio statement.html",
    ]


def test_sha256sum_finds_every_file_as_it_was_written(folder: Path) -> None:
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(check, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert done.stdout.count(": OK") == len(files) - 1, "every file but the list itself"


def test_the_manifest_names_every_file_with_its_size_and_digest(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    listed = {file["path"]: file for file in manifest["files"]}
    on_disk = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(listed) == on_disk - {"manifest.json", "SHA256SUMS"}
    for path, file in listed.items():
        content = (folder / path).read_bytes()
        assert (file["size"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert manifest["standard"] == {
        "reference": "EX01",
        "version": "2.0",
        "name": "Example trade, EX01, version 2.0",
    }
    assert manifest["made_at"] == "2027-03-04T09:30:17+00:00"


def test_a_photograph_loses_its_place_and_the_manifest_gives_both_digests(folder: Path) -> None:
    with Image.open(BytesIO(photograph())) as original:
        assert original.getexif().get_ifd(GPS_IFD), "the photograph of this test says where it was taken"
    with Image.open(folder / FOLDER / "Café rack.jpg") as copy:
        assert not copy.getexif().get_ifd(GPS_IFD)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    [file] = [file for file in manifest["files"] if file["path"].endswith("rack.jpg")]
    assert file["original"]["sha256"] == hashlib.sha256(photograph()).hexdigest() != file["sha256"]
    assert file["location_removed"] is True


def test_a_photograph_is_never_opened_in_the_process_that_packs(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = a_pack(shelf)
    monkeypatch.setattr(Image, "open", None)
    assert packed(contents, shelf)


def test_every_other_file_is_byte_for_byte_what_was_uploaded(folder: Path) -> None:
    assert (folder / FOLDER / "Runbook & notes.pdf").read_bytes() == b"%PDF-1.7 runbook"
    assert (folder / FOLDER / "switch.mp4").read_bytes() == bytes(5000)


def test_what_was_signed_can_be_checked_without_us(folder: Path) -> None:
    signed = (folder / "statements/Portfolio statement, as signed.txt").read_bytes()
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    [signature] = manifest["statements"][0]["signatures"]
    assert hashlib.sha256(signed).hexdigest() == manifest["statements"][0]["digest"] == signature["digest"]
    assert manifest["statements"][1]["digest"] is None


def test_every_page_is_valid_and_every_link_leads_to_something_in_the_pack(folder: Path) -> None:
    pages = pages_in(folder)
    assert len(pages) == 6
    assert {path.name: broken_links(path, folder) for path in pages if broken_links(path, folder)} == {}


def test_a_page_needs_no_script_no_network_and_one_style(folder: Path) -> None:
    for path in pages_in(folder):
        page = page_of(path)
        assert page.xpath("count(//style)") == 1
        assert not page.xpath("//script | //link | //img | //iframe | //@style | //@onclick | //@src")
        assert "url(" not in path.read_text("utf-8")


def test_the_index_says_what_is_shown_where_and_what_is_not(folder: Path) -> None:
    words = " ".join(" ".join(page_of(folder / "index.html").itertext()).split())
    for said in (
        "Amira Hussain",
        "Example trade, EX01, version 2.0",
        "2 of 3 KSBs are shown",
        "No piece shows K2",
        "“patched in rings”",
        "page 3",
        "Patched <all> servers",
        "Amira Hussain is in view at 0:08",
        "Dana Novak",
        "IT service manager",
        "Line manager",
        "3 February 2027",
        "Not signed yet",
        "It quotes a colleague.",
        "Open Government Licence v3.0",
    ):
        assert said in words, said


def test_from_the_code_of_a_ksb_the_index_leads_to_its_places_and_these_open_where_they_are(
    folder: Path,
) -> None:
    index = page_of(folder / "index.html")
    found = index.xpath("//section[@id='find']//a")
    assert ["".join(link.itertext()) for link in found] == ["K1", "K2, no piece", "S2"]
    for link in found:
        assert index.xpath(f"//tr[@id='{link.get('href')[1:]}']")
    for page in (index, page_of(folder / FOLDER / "cover sheet.html")):
        assert any(link.endswith("notes.pdf#page=3") for link in page.xpath("//a/@href"))


def test_a_clip_opens_at_the_second_that_a_place_names(shelf: Shelf) -> None:
    piece = a_pack(shelf).pieces[0]
    assert opening(PackPlace(1, "0:20 to 1:05", "", file=2), piece) == "#t=20"
    assert opening(PackPlace(1, "p. 4", "", file=0), piece) == "#page=4"
    assert opening(PackPlace(1, "heading “Page 4”", "", file=0), piece) == ""
    assert opening(PackPlace(1, "page 4", "", file=1), piece) == ""
    assert opening(PackPlace(1, "page 4", ""), piece) == ""


def test_a_card_that_she_leaves_out_is_nowhere(shelf: Shelf, tmp_path: Path) -> None:
    pack = a_pack(shelf)
    first = replace(pack.pieces[0], card=())
    content = packed(replace(pack, pieces=(first, pack.pieces[1])), shelf)
    folder = unpacked(content, tmp_path)
    assert not any("that I wrote" in path.read_text("utf-8") for path in pages_in(folder))


def test_the_same_contents_make_the_same_bytes(shelf: Shelf) -> None:
    pack = a_pack(shelf)
    assert packed(pack, shelf) == packed(pack, shelf)


def test_entries_are_dated_when_the_pack_was_asked_for(shelf: Shelf) -> None:
    with zipfile.ZipFile(BytesIO(packed(a_pack(shelf), shelf))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2027, 3, 4, 9, 30, 16)}


@pytest.mark.parametrize(
    "title",
    ["../../etc/passwd", "<script>alert(1)</script>", '" onclick="alert(1)', "C:\\CON", "=1+1", "‮rtl"],
)
def test_a_hostile_title_or_name_stays_words(shelf: Shelf, tmp_path: Path, title: str) -> None:
    pack = a_pack(shelf)
    files = (replace(pack.pieces[0].files[0], name=f"{title}.pdf"), *pack.pieces[0].files[1:])
    hostile = replace(pack.pieces[0], title=title, files=files, card=((title, title),))
    pack = replace(pack, pieces=(hostile, pack.pieces[1]), apprentice=title, provider=title)
    folder = unpacked(packed(pack, shelf), tmp_path)
    for path in pages_in(folder):
        page = page_of(path)
        assert not page.xpath("//script | //@onclick")
        assert broken_links(path, folder) == []
        assert title in "".join(page.itertext())


def test_a_file_called_like_one_of_ours_does_not_take_its_place(shelf: Shelf, tmp_path: Path) -> None:
    pack = a_pack(shelf)
    own = shelf.keep("Cover sheet.html", b"<script>evil()</script>", "text/html")
    first = replace(pack.pieces[0], files=(*pack.pieces[0].files, own))
    folder = unpacked(packed(replace(pack, pieces=(first, pack.pieces[1])), shelf), tmp_path)
    assert (folder / FOLDER / "Cover sheet (2).html").read_bytes() == b"<script>evil()</script>"
    assert "evil" not in (folder / FOLDER / "cover sheet.html").read_text("utf-8")


def test_a_file_that_is_lost_is_named(shelf: Shelf) -> None:
    pack = a_pack(shelf)
    shelf.lose(pack.pieces[0].files[2].key)
    with pytest.raises(CannotPack, match=r"“switch\.mp4” is missing"):
        packed(pack, shelf)


@pytest.mark.parametrize("number", [0, 1])
def test_a_file_that_is_not_what_was_uploaded_is_refused(shelf: Shelf, number: int) -> None:
    pack = a_pack(shelf)
    files = list(pack.pieces[0].files)
    files[number] = shelf.spoil(files[number])
    with pytest.raises(CannotPack, match="is no longer what was uploaded"):
        packed(replace(pack, pieces=(replace(pack.pieces[0], files=tuple(files)), pack.pieces[1])), shelf)


def with_file(shelf: Shelf, name: str, content: bytes, media_type: str) -> PackContents:
    """The pack with this file alone in its first piece."""
    pack = a_pack(shelf)
    piece = replace(pack.pieces[0], files=(shelf.keep(name, content, media_type),))
    return replace(pack, pieces=(piece, pack.pieces[1]), themes=())


@pytest.mark.parametrize("media_type", ["image/jpeg", ""])
def test_a_damaged_photograph_never_goes_out_with_its_place(
    shelf: Shelf, tmp_path: Path, media_type: str
) -> None:
    """Also not one that we could not read at all, which has no type."""
    damaged = photograph()[:-40]
    assert GPS_BYTES in damaged
    folder = unpacked(packed(with_file(shelf, "rack.jpg", damaged, media_type), shelf), tmp_path)
    copy = (folder / FOLDER / "rack.jpg").read_bytes()
    assert GPS_BYTES not in copy and len(copy) > len(damaged) // 2
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    [file] = [file for file in manifest["files"] if file["path"].endswith("rack.jpg")]
    assert file["location_removed"] is True


def test_a_picture_of_a_kind_that_nobody_here_can_clean_stops_the_pack_and_says_what_to_do(
    shelf: Shelf,
) -> None:
    content = BytesIO()
    Image.new("RGB", (9, 9)).save(content, "TIFF")
    with pytest.raises(CannotPack, match=r"“rack\.tif” does not open.*Save it as \.jpg or \.png"):
        packed(with_file(shelf, "rack.tif", content.getvalue(), ""), shelf)


def test_what_could_not_be_read_and_is_no_picture_goes_out_as_it_is(shelf: Shelf, tmp_path: Path) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    folder = unpacked(packed(with_file(shelf, "budget.xls", locked, ""), shelf), tmp_path)
    assert (folder / FOLDER / "budget.xls").read_bytes() == locked


@pytest.mark.needs_ffmpeg
def test_a_clip_loses_its_place_and_nothing_else(shelf: Shelf, tmp_path: Path) -> None:
    make_clip(tmp_path / "switch.mov", "-metadata", "location=+51.5074-000.1278/", seconds=1)
    content = (tmp_path / "switch.mov").read_bytes()
    folder = unpacked(
        packed(with_file(shelf, "switch.mov", content, "video/quicktime"), shelf), tmp_path / "pack"
    )
    copy = (folder / FOLDER / "switch.mov").read_bytes()
    assert b"+51.5074" in content and b"+51.5074" not in copy and len(copy) == len(content)
    index = " ".join(page_of(folder / "index.html").itertext())
    assert "Photographs and clips are copies that no longer say where they were taken" in index


def test_a_large_file_is_written_part_by_part_as_it_is_read(shelf: Shelf) -> None:
    pack, part = a_pack(shelf), bytes(1024 * 1024)
    scan = replace(
        pack.pieces[0].files[0],
        key="scan",
        size=3 * len(part),
        sha256=hashlib.sha256(part * 3).hexdigest(),
    )
    target = BytesIO()
    written: list[int] = []

    def read(key: str) -> Iterator[bytes]:
        assert key == "scan"
        for _ in range(3):
            written.append(len(target.getvalue()))
            yield part

    piece = replace(pack.pieces[0], files=(scan,))
    write_pack(target, replace(pack, pieces=(piece, pack.pieces[1]), themes=()), read)
    assert [after - before for before, after in pairwise(written)] == [len(part), len(part)]

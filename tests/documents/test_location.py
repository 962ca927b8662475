from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from documents import Truncated, probe, without_location

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf exif:GPSLatitude="51,30.5N"/></x:xmpmeta>'
TYPES = {"a.jpg": "image/jpeg", "a.png": "image/png", "a.heic": "image/heic"}


def photograph(path: Path) -> Path:
    """A picture on its side that says where and when it was taken, in EXIF and in XMP."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:03:19 09:41:00"
    exif.get_ifd(0x8769)[0x927C] = b"maker knows 51.5"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 40.0)})
    picture = Image.effect_noise((64, 32), 60).convert("RGB")
    options: dict[str, object] = {"exif": exif.tobytes()}
    if path.suffix == ".png":
        text = PngInfo()
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = text
    else:
        options["xmp"] = XMP
    picture.save(path, **options)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("name", TYPES)
def test_a_copy_does_not_say_where_but_still_when_and_which_way_up(tmp_path: Path, name: str) -> None:
    source, target = photograph(tmp_path / name), tmp_path / f"copy-{name}"
    before = probe(source)
    without_location(source, target, TYPES[name])
    after = probe(target)
    assert (before.has_location, after.has_location) == (True, False)
    assert (after.width, after.height) == (before.width, before.height)
    assert b"GPS" not in target.read_bytes()
    assert b"maker knows" not in target.read_bytes()
    with Image.open(target) as copy:
        assert copy.getexif().get_ifd(0x8769)[0x9003] == "2026:03:19 09:41:00"


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_the_pixels_of_jpeg_and_png_are_the_same(tmp_path: Path, name: str) -> None:
    source, target = photograph(tmp_path / name), tmp_path / f"copy-{name}"
    without_location(source, target, TYPES[name])
    with Image.open(source) as before, Image.open(target) as after:
        assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None


def test_what_a_phone_appended_behind_the_picture_is_left_out(tmp_path: Path) -> None:
    source, target = photograph(tmp_path / "a.jpg"), tmp_path / "copy.jpg"
    source.write_bytes(source.read_bytes() + b"ftypmp42 a clip taken at +51.5074-0.1278/")
    without_location(source, target, "image/jpeg")
    assert b"51.5074" not in target.read_bytes()
    assert target.read_bytes().endswith(b"\xff\xd9")


def test_a_progressive_jpeg_with_several_scans_is_copied_whole(tmp_path: Path) -> None:
    Image.effect_noise((200, 200), 60).save(tmp_path / "a.jpg", progressive=True)
    without_location(tmp_path / "a.jpg", tmp_path / "b.jpg", "image/jpeg")
    with Image.open(tmp_path / "a.jpg") as before, Image.open(tmp_path / "b.jpg") as after:
        assert before.tobytes() == after.tobytes()


def test_a_damaged_picture_is_refused(tmp_path: Path) -> None:
    source = photograph(tmp_path / "a.jpg")
    source.write_bytes(source.read_bytes()[:-100])
    with pytest.raises(Truncated):
        without_location(source, tmp_path / "b.jpg", "image/jpeg")

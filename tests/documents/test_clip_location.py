"""A clip that says where it was taken says so no longer, and is the same clip: its streams, its length, its turning."""

import shutil
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from documents import probe
from documents.clip_location import blank_location
from documents.media_types import MKV, MOV, MP4, WEBM
from documents.placeless import copy_without_place
from tests.documents.making import make_clip

pytestmark = pytest.mark.needs_ffmpeg

PLACE = "+51.5074-000.1278/"
SAYS = ("-metadata", f"location={PLACE}", "-metadata", "title=The switch")
VP8 = ("-c:v", "libvpx", "-c:a", "libopus")
CLIPS = [
    ("phone.mp4", MP4, SAYS),
    ("camera.mov", MOV, SAYS),
    (
        "apple.mov",
        MOV,
        (
            *SAYS,
            "-movflags",
            "use_metadata_tags",
            "-metadata",
            f"com.apple.quicktime.location.ISO6709={PLACE}",
        ),
    ),
    ("streamed.mp4", MP4, (*SAYS, "-movflags", "frag_keyframe+empty_moov")),
    ("quick.mp4", MP4, (*SAYS, "-movflags", "faststart")),
    ("browser.webm", WEBM, (*VP8, *SAYS)),
    ("screen.mkv", MKV, SAYS),
]


@pytest.fixture
def ours(clip: Callable[..., Path], tmp_path: Path) -> Callable[[str, tuple[str, ...]], Path]:
    """A copy of the clip that this test may change."""
    return lambda name, options: Path(shutil.copy(clip(f"place-{name}", *options), tmp_path / name))


def streams(path: Path) -> str:
    """The digest of every coded packet of every stream, as ffmpeg reads them."""
    command: list[str | Path] = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        path,
        "-map",
        "0",
        "-c",
        "copy",
        "-f",
        "streamhash",
        "-",
    ]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def tags(path: Path) -> str:
    command: list[str | Path] = ["ffprobe", "-v", "warning", "-show_format", "-show_streams", path]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stderr == "", "ffprobe has nothing to say against it"
    return done.stdout


@pytest.mark.parametrize(("name", "media_type", "options"), CLIPS, ids=[name for name, *_ in CLIPS])
def test_the_place_goes_and_the_clip_stays_bit_for_bit(
    ours: Callable[[str, tuple[str, ...]], Path], name: str, media_type: str, options: tuple[str, ...]
) -> None:
    path = ours(name, options)
    before, facts, size = streams(path), probe(path), path.stat().st_size
    assert facts.has_location and PLACE in tags(path)
    assert blank_location(path, media_type) is True
    assert streams(path) == before
    after = probe(path)
    assert after.has_location is False
    assert (after.duration_seconds, after.width, after.codec) == (
        facts.duration_seconds,
        facts.width,
        facts.codec,
    )
    assert path.stat().st_size == size
    assert PLACE not in tags(path) and b"51.5074" not in path.read_bytes()


def test_a_clip_that_says_no_place_stays_as_it_is(ours: Callable[[str, tuple[str, ...]], Path]) -> None:
    for name, media_type, options in (
        ("plain.mp4", MP4, ("-metadata", "title=The switch")),
        ("plain.webm", WEBM, VP8),
    ):
        path = ours(name, options)
        content = path.read_bytes()
        assert blank_location(path, media_type) is False
        assert path.read_bytes() == content


def test_a_clip_filmed_upright_stays_upright(
    tmp_path: Path, ours: Callable[[str, tuple[str, ...]], Path]
) -> None:
    path = ours("camera.mov", SAYS)
    turned = tmp_path / "turned.mov"
    command: list[str | Path] = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        path,
        "-c",
        "copy",
        "-metadata:s:v",
        "rotate=90",
        *SAYS,
        turned,
    ]
    subprocess.run(command, check=True)
    assert (probe(turned).width, probe(turned).height) == (240, 320)
    blank_location(turned, MOV)
    assert (probe(turned).width, probe(turned).height) == (240, 320)


def test_a_track_of_telemetry_goes_with_every_sample_of_it(tmp_path: Path) -> None:
    """What an action camera records: a data track whose samples hold the places, one after another."""
    make_clip(tmp_path / "plain.mp4", seconds=1)
    (tmp_path / "places.srt").write_text(f"1\n00:00:00,000 --> 00:00:01,000\nGPS {PLACE}\n")
    for handler, kind in ((b"sbtl", "subtitles that name a place"), (b"meta", "telemetry")):
        path = tmp_path / f"{handler.decode()}.mp4"
        command: list[str | Path] = [
            "ffmpeg",
            "-v",
            "error",
            "-i",
            tmp_path / "plain.mp4",
            "-i",
            tmp_path / "places.srt",
        ]
        command += ["-map", "0", "-map", "1", "-c", "copy", "-c:s", "mov_text", path]
        subprocess.run(command, check=True)
        path.write_bytes(
            path.read_bytes()
            .replace(b"sbtl", handler)
            .replace(b"GPS ", b"GPS " if handler == b"sbtl" else b"at: ")
        )
        assert PLACE.encode() in path.read_bytes()
        assert blank_location(path, MP4) is True, kind
        assert PLACE.encode() not in path.read_bytes()
        assert streams(path) == streams(tmp_path / "plain.mp4"), "picture and sound are as they were"


def test_captions_that_name_no_place_stay(tmp_path: Path) -> None:
    make_clip(tmp_path / "plain.mp4", seconds=1)
    (tmp_path / "words.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nNow I fit the switch.\n")
    path = tmp_path / "captions.mp4"
    command: list[str | Path] = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        tmp_path / "plain.mp4",
        "-i",
        tmp_path / "words.srt",
    ]
    subprocess.run([*command, "-c", "copy", "-c:s", "mov_text", path], check=True)
    assert blank_location(path, MP4) is False
    assert b"Now I fit the switch." in path.read_bytes()


@pytest.mark.parametrize(("name", "media_type", "options"), CLIPS, ids=[name for name, *_ in CLIPS])
def test_a_clip_cut_off_anywhere_is_blanked_as_far_as_it_goes(
    ours: Callable[[str, tuple[str, ...]], Path],
    tmp_path: Path,
    name: str,
    media_type: str,
    options: tuple[str, ...],
) -> None:
    content = ours(name, options).read_bytes()
    for part in range(1, 12):
        cut = tmp_path / "cut"
        cut.write_bytes(content[: len(content) * part // 12])
        blank_location(cut, media_type)
        assert PLACE.encode() not in cut.read_bytes()


def test_a_box_that_lies_about_its_length_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lies.mp4"
    lies = (
        struct.pack(">I4s", 2**31, b"moov")
        + struct.pack(">I4s", 2**31, b"udta")
        + struct.pack(">I4s", 7, b"loci")
    )
    path.write_bytes(lies + bytes(20))
    assert blank_location(path, MP4) in {True, False}
    path.write_bytes(b"\x1a\x45\xdf\xa3\xff" + b"\x12\x54\xc3\x67\x81" + b"\x00" * 3)
    assert blank_location(path, MKV) is False


def test_a_copy_leaves_the_original_alone(
    ours: Callable[[str, tuple[str, ...]], Path], tmp_path: Path
) -> None:
    path = ours("phone.mp4", SAYS)
    content = path.read_bytes()
    for media_type in (MP4, ""):
        copy_without_place(path, tmp_path / "copy", media_type)
        assert path.read_bytes() == content != (tmp_path / "copy").read_bytes()

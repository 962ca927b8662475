from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from documents import MediaKind, Probe, TooBig, Truncated, WrongType, probe

H264 = ("-c:v", "libx264", "-c:a", "aac")


@pytest.mark.needs_ffmpeg
class TestClips:
    def test_an_mp4_is_measured_and_plays(self, clip: Callable[..., Path]) -> None:
        facts = probe(clip("plain.mp4", *H264))
        assert (facts.media_type, facts.kind, facts.width, facts.height) == (
            "video/mp4",
            MediaKind.VIDEO,
            320,
            240,
        )
        assert facts.duration_seconds == pytest.approx(3, abs=0.05)
        assert (facts.playable, facts.codec, facts.audio_codec) == (True, "h264", "aac")

    def test_a_webm_whose_header_has_no_duration_is_measured(self, clip: Callable[..., Path]) -> None:
        facts = probe(clip("live.webm", "-c:v", "libvpx", "-c:a", "libopus", "-f", "webm", "-live", "1"))
        assert facts.media_type == "video/webm"
        assert facts.duration_seconds == pytest.approx(3, abs=0.1)
        assert facts.playable

    def test_a_header_that_lies_about_the_length_is_not_believed(
        self, clip: Callable[..., Path], tmp_path: Path
    ) -> None:
        content = bytearray(clip("plain.mp4", *H264).read_bytes())
        at = content.index(b"mvhd") + 4 + 4 + 8
        scale = int.from_bytes(content[at : at + 4], "big")
        content[at + 4 : at + 8] = (scale * 3600).to_bytes(4, "big")
        lying = tmp_path / "hour.mp4"
        lying.write_bytes(content)
        assert probe(lying).duration_seconds == pytest.approx(3, abs=0.05)

    @pytest.mark.parametrize(
        ("name", "options", "media_type", "playable"),
        [
            ("hevc.mov", ("-c:v", "libx265", "-tag:v", "hvc1", "-c:a", "aac"), "video/quicktime", False),
            ("h264.mov", H264, "video/quicktime", True),
            ("h264.mkv", H264, "video/x-matroska", False),
            ("mpeg4.mp4", ("-c:v", "mpeg4", "-c:a", "aac"), "video/mp4", False),
            ("silent.mp4", ("-c:v", "libx264", "-an"), "video/mp4", True),
        ],
    )
    def test_what_browsers_play_is_told_by_the_codecs(
        self, clip: Callable[..., Path], name: str, options: tuple[str, ...], media_type: str, playable: bool
    ) -> None:
        facts = probe(clip(name, *options))
        assert (facts.media_type, facts.playable) == (media_type, playable)

    def test_a_clip_that_says_where_it_was_taken_is_noticed(self, clip: Callable[..., Path]) -> None:
        located = clip("located.mp4", *H264, "-metadata", "location=+51.5074-0.1278/")
        assert probe(located).has_location
        assert probe(clip("plain.mp4", *H264)).has_location is False

    def test_a_cut_mp4_is_refused_wherever_its_index_stands(
        self, clip: Callable[..., Path], tmp_path: Path
    ) -> None:
        for options in ((), ("-movflags", "+faststart")):
            whole = clip(f"whole{len(options)}.mp4", *H264, *options).read_bytes()
            (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) * 2 // 3])
            with pytest.raises(Truncated):
                probe(tmp_path / "cut.mp4")

    def test_a_picture_in_an_unknown_coding_is_refused(
        self, clip: Callable[..., Path], tmp_path: Path
    ) -> None:
        content = clip("plain.mp4", *H264).read_bytes()
        (tmp_path / "odd.mp4").write_bytes(content.replace(b"avc1", b"zzz1"))
        with pytest.raises(WrongType, match="in a form that we cannot read"):
            probe(tmp_path / "odd.mp4")

    def test_sound_alone_is_no_video(self, clip: Callable[..., Path]) -> None:
        with pytest.raises(WrongType, match="sound but no picture"):
            probe(clip("sound.mp4", "-vn", "-c:a", "aac"))


def test_a_picture_is_measured_as_it_is_shown(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (40, 20)).save(tmp_path / "a.jpg", exif=turned)
    facts = probe(tmp_path / "a.jpg")
    assert (facts.media_type, facts.width, facts.height, facts.has_location) == ("image/jpeg", 20, 40, False)


def test_a_photograph_that_says_where_it_was_taken_is_noticed(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0)})
    Image.new("RGB", (4, 4)).save(tmp_path / "a.jpg", exif=exif)
    assert probe(tmp_path / "a.jpg").has_location


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.heic"])
def test_a_cut_picture_is_refused_also_where_weasyprint_is_loaded(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    Image.effect_noise((200, 200), 80).convert("RGB").save(tmp_path / name)
    whole = (tmp_path / name).read_bytes()
    assert probe(tmp_path / name).width == 200
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Truncated):
        probe(tmp_path / name)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.png")
    with pytest.raises(TooBig, match="more pixels than we can open"):
        probe(tmp_path / "a.png")


def test_facts_survive_json(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    facts = probe(tmp_path / "a.txt")
    assert Probe.from_dict(facts.to_dict()) == facts

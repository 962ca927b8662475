"""Video with PyAV: its true length, how it plays, and single frames of it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import av.error
import av.logging
from av.audio.stream import AudioStream
from av.codec.context import CodecContext
from av.container import InputContainer
from av.video.stream import VideoStream
from PIL import Image

from documents.errors import Truncated, WrongType
from documents.media_types import MKV, MOV, MP4, WEBM

# What browsers play, by container. A .mov is an MP4 by another name when its codecs are an MP4's.
_PLAYABLE_VIDEO = {
    MP4: frozenset({"h264", "av1", "vp9"}),
    MOV: frozenset({"h264"}),
    WEBM: frozenset({"vp8", "vp9", "av1"}),
    MKV: frozenset[str](),
}
_PLAYABLE_AUDIO = {
    MP4: frozenset({"aac", "mp3", "opus"}),
    MOV: frozenset({"aac", "mp3"}),
    WEBM: frozenset({"opus", "vorbis"}),
    MKV: frozenset[str](),
}
_PLAYABLE_PIXELS = frozenset({"yuv420p", "yuvj420p"})
_NEARLY_BLACK = 40  # of 255
_FRAMES_AFTER_KEY = 300
_LOCATION_KEYS = ("location", "iso6709", "xyz", "gps")

av.logging.set_level(av.logging.PANIC)


@dataclass(frozen=True, slots=True)
class VideoFacts:
    width: int
    height: int
    duration_seconds: float
    playable: bool
    has_location: bool
    codec: str
    audio_codec: str | None


def facts_of_video(path: Path, *, media_type: str) -> VideoFacts:
    """The facts of a video, its length measured over every packet of its picture.

    Raises WrongType when there is only sound, Truncated when the file ends early or nothing can be shown.
    """
    if media_type in {MP4, MOV}:
        _require_whole_boxes(path)
    with _opened(path) as container:
        stream = _picture_of(container)
        audio = _codec(container.streams.audio[0]) if container.streams.audio else None
        seconds = _measured(container, stream)
        width, height = _size_as_shown(container, stream)
        codec = _codec(stream)
        return VideoFacts(
            width=width,
            height=height,
            duration_seconds=round(seconds, 3),
            playable=_is_playable(media_type, codec, stream.codec_context.pix_fmt, audio),
            has_location=_names_location(container),
            codec=codec,
            audio_codec=audio,
        )


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[InputContainer]:
    """The container, closed afterwards; damage met while it is in use is Truncated too."""
    try:
        # Only this file: a playlist or an MP4 with outside tracks must not make FFmpeg open anything else.
        with av.open(os.fspath(path), mode="r", options={"protocol_whitelist": "file"}) as container:
            yield container
    except (av.error.FFmpegError, EOFError, ValueError) as error:
        raise Truncated from error


def _picture_of(container: InputContainer) -> VideoStream:
    """The stream that is shown: the first video that is no cover picture."""
    for stream in container.streams.video:
        if not stream.disposition & stream.disposition.__class__.attached_pic:
            if stream.codec_context is None:
                raise WrongType("its picture is in a form that we cannot read. Save it as .mp4 and add that.")
            # One thread: each would reserve memory of its own, and we want single pictures, not speed.
            stream.codec_context.thread_count = 1
            return stream
    if container.streams.audio:
        raise WrongType("it holds sound but no picture. Add a video, or write down what is said.")
    raise Truncated


def _measured(container: InputContainer, stream: VideoStream) -> float:
    """Seconds from the first picture to the end of the last, from the packets themselves.

    A last packet without a length of its own counts as long as the one before it lasted.
    """
    first: int | None = None
    end = 0
    last_pts: int | None = None
    for packet in container.demux(stream):
        if packet.pts is None:
            continue
        first = packet.pts if first is None else min(first, packet.pts)
        step = packet.duration or 0
        if not step and last_pts is not None:
            step = max(packet.pts - last_pts, 0)
        last_pts = packet.pts
        end = max(end, packet.pts + step)
    if first is None or stream.time_base is None:
        raise Truncated
    return float((end - first) * stream.time_base)


def _codec(stream: VideoStream | AudioStream) -> str:
    """FFmpeg's name for the coding of a stream ("h264"), "unknown" where FFmpeg cannot decode it."""
    # The types leave it out, but a stream in an unknown coding has no context.
    context: CodecContext | None = stream.codec_context
    return context.codec.canonical_name if context is not None else "unknown"


def _size_as_shown(container: InputContainer, stream: VideoStream) -> tuple[int, int]:
    width, height = stream.codec_context.width, stream.codec_context.height
    if not width or not height:
        raise Truncated
    frame = _frame_at(container, stream, 0)
    quarter_turn = frame is not None and frame.rotation % 180 != 0
    return (height, width) if quarter_turn else (width, height)


def frames(path: Path, moments: Sequence[float]) -> Iterator[Image.Image]:
    """The picture as shown at each moment (seconds from the start), leaving out what cannot be decoded."""
    with _opened(path) as container:
        stream = _picture_of(container)
        for moment in moments:
            frame = _frame_at(container, stream, moment)
            if frame is not None:
                # Pillow turns against the clock, as FFmpeg's rotation is given.
                yield frame.to_image().rotate(frame.rotation, expand=True)


def first_telling_frame(path: Path, duration: float) -> Image.Image | None:
    """The first of a few early frames that is not nearly black (clips often fade in), else the last of them."""
    chosen: Image.Image | None = None
    for image in frames(path, [duration * part for part in (0, 0.05, 0.1, 0.25, 0.5)]):
        chosen = image
        _, brightest = cast(tuple[int, int], image.convert("L").getextrema())
        if brightest > _NEARLY_BLACK:
            break
    return chosen


def _frame_at(container: InputContainer, stream: VideoStream, seconds: float) -> av.VideoFrame | None:
    """The first whole frame from the key frame before that moment on; None when nothing can be decoded."""
    base = stream.time_base or Fraction(1, 1000)
    wanted = int(seconds / base) + (stream.start_time or 0)
    try:
        container.seek(wanted, stream=stream)
        last: av.VideoFrame | None = None
        for decoded, frame in enumerate(container.decode(stream)):
            last = frame
            if decoded >= _FRAMES_AFTER_KEY or frame.pts is None or frame.pts >= wanted:
                break
        return last
    except (av.error.FFmpegError, EOFError, ValueError):
        return None


def _is_playable(media_type: str, codec: str, pixels: str | None, audio: str | None) -> bool:
    plays_picture = codec in _PLAYABLE_VIDEO[media_type]
    if codec in {"h264", "vp8"} or media_type == MOV:
        plays_picture = plays_picture and pixels in _PLAYABLE_PIXELS
    return plays_picture and (audio is None or audio in _PLAYABLE_AUDIO[media_type])


def _names_location(container: InputContainer) -> bool:
    keys = [key.lower() for key in container.metadata]
    for stream in container.streams:
        keys += [key.lower() for key in stream.metadata]
    return any(mark in key for key in keys for mark in _LOCATION_KEYS)


def _require_whole_boxes(path: Path) -> None:
    """Raises Truncated when a box of an MP4 promises more bytes than the file has or its index is missing."""
    size = path.stat().st_size
    names: set[bytes] = set()
    with path.open("rb") as file:
        at = 0
        while at + 8 <= size:
            file.seek(at)
            header = file.read(16)
            length, name = int.from_bytes(header[:4], "big"), header[4:8]
            if length == 1:
                length = int.from_bytes(header[8:16], "big")
            elif length == 0:
                length = size - at
            if length < 8:
                break
            names.add(name)
            at += length
    if at > size or not names & {b"moov", b"moof"}:
        raise Truncated

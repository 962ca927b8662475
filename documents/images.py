"""Pictures, opened with limits and turned the way they are meant to be seen."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pillow_heif
from PIL import ExifTags, Image, ImageFile, ImageOps, UnidentifiedImageError

from documents.errors import TooBig, Truncated

PIXELS_MAX = 128_000_000  # more than any phone takes; 0.4 GB when unpacked
_TOO_MANY_PIXELS = "it has more pixels than we can open. Save a smaller copy and add that."
_GPS = int(ExifTags.IFD.GPSInfo)
_XMP_LOCATION = (b"exif:GPS", b"GPSLatitude", b"GPSCoordinates")

pillow_heif.register_heif_opener()


@dataclass(frozen=True, slots=True)
class ImageFacts:
    width: int
    height: int
    has_location: bool


def facts_of_image(path: Path) -> ImageFacts:
    """Pixels as shown, and whether it says where it was taken. Reads it whole, so that a cut end is found."""
    with opened(path) as image:
        load_whole(image)  # first, for to read what a PNG says of itself is to decode it
        quarter_turn = image.getexif().get(int(ExifTags.Base.Orientation)) in {5, 6, 7, 8}
        width, height = image.size
        located = names_location(image)
        return ImageFacts(height if quarter_turn else width, width if quarter_turn else height, located)


def load_whole(image: Image.Image) -> None:
    """Decode a picture, and let no cut end pass: WeasyPrint, where it is loaded, has Pillow fill those with grey.
    Raises OSError."""
    filled, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = filled


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """The picture, not yet decoded. Raises TooBig for too many pixels, Truncated for damage, also in use."""
    try:
        with warnings.catch_warnings():
            # The limit below is ours; Pillow's own only warns.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=("PNG", "JPEG", "HEIF")) as image:
                if image.width * image.height > PIXELS_MAX:
                    raise TooBig(_TOO_MANY_PIXELS)
                yield image
    except Image.DecompressionBombError as error:
        raise TooBig(_TOO_MANY_PIXELS) from error
    except UnidentifiedImageError as error:
        raise Truncated from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Truncated from error


def upright(image: Image.Image) -> Image.Image:
    """The picture turned as its camera says, in RGB (or RGBA where it has holes), without any metadata."""
    turned = ImageOps.exif_transpose(image)
    has_holes = turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info
    plain = turned.convert("RGBA" if has_holes else "RGB")
    plain.info.clear()
    return plain


def names_location(image: Image.Image) -> bool:
    """Whether EXIF or XMP holds a GPS position."""
    exif = image.getexif()
    if any(tag not in {0} for tag in exif.get_ifd(_GPS)):
        return True
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    content = xmp.encode() if isinstance(xmp, str) else bytes(xmp)
    return any(mark in content for mark in _XMP_LOCATION)

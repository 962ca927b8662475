"""Makes the demo's files: real documents, workbooks, messages, pictures and clips, from the words of the story."""

import math
from collections.abc import Callable
from email.message import EmailMessage
from fractions import Fraction
from io import BytesIO
from typing import Any

import av
import docx
import openpyxl
from PIL import Image, ImageDraw

INDIGO, AMBER, PAPER = (43, 36, 89), (240, 166, 50), (242, 237, 227)
Piece = dict[str, Any]


def make_file(piece: Piece) -> BytesIO:
    """The file of a piece of the story, by the ending of its name. Raises KeyError for an ending it cannot make."""
    made = _MAKERS[piece["file"].rpartition(".")[2]](piece)
    made.seek(0)
    return made


def _document(piece: Piece) -> BytesIO:
    document, made = docx.Document(), BytesIO()
    document.add_heading(piece["title"], 0)
    for line in piece["body"].strip().splitlines():
        if line.startswith("# "):
            document.add_heading(line[2:], 1)
        elif line:
            document.add_paragraph(line)
    document.save(made)
    return made


def _workbook(piece: Piece) -> BytesIO:
    workbook, made = openpyxl.Workbook(), BytesIO()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = piece["sheet"]
    for row in piece["rows"]:
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    workbook.save(made)
    return made


def _message(piece: Piece) -> BytesIO:
    message = EmailMessage()
    message["From"], message["To"] = "it.apprentice@northgate.example", "office.manager@northgate.example"
    message["Subject"] = piece["file"].removesuffix(".eml")
    message["Date"] = "Mon, 02 Mar 2026 09:14:00 +0000"
    message.set_content(piece["body"].strip())
    return BytesIO(message.as_bytes())


def _text(piece: Piece) -> BytesIO:
    return BytesIO(piece["body"].strip().encode())


def _picture(piece: Piece) -> BytesIO:
    made = BytesIO()
    bench = Image.new("RGB", (1200, 800), PAPER)
    draw = ImageDraw.Draw(bench)
    draw.rectangle((0, 520, 1200, 800), fill=(156, 143, 116))
    for place in range(4):
        left = 90 + place * 270
        draw.rounded_rectangle((left, 330, left + 220, 490), 12, fill=INDIGO)
        draw.rectangle((left + 14, 346, left + 206, 462), fill=(111, 99, 196))
        draw.rounded_rectangle((left - 24, 490, left + 244, 520), 10, fill=(28, 23, 61))
    draw.ellipse((330, 280, 620, 560), outline=AMBER, width=12)
    draw.line((560, 310, 700, 180), fill=AMBER, width=10)
    draw.rounded_rectangle((700, 120, 1110, 210), 14, fill="white")
    draw.text((724, 146), "new disk, new memory, imaged", fill=INDIGO, font_size=26)
    bench.save(made, "PNG")
    return made


def _clip(piece: Piece) -> BytesIO:
    """A clip at one frame a second: a door of light that moves, so that seeking shows where one is."""
    made, seconds = BytesIO(), int(piece["seconds"])
    with av.open(made, "w", format="webm") as container:
        stream = container.add_stream("libvpx", rate=1)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1)
        for second in range(seconds):
            frame = av.VideoFrame.from_image(_frame(second, seconds))
            frame.pts = second
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return made


def _frame(second: int, seconds: int) -> Image.Image:
    frame = Image.new("RGB", (320, 180), (28, 23, 61))
    draw = ImageDraw.Draw(frame)
    for row in range(8):
        for column in range(10):
            on = math.sin(second + row * 3 + column) > 0
            draw.ellipse(
                (20 + column * 12, 20 + row * 18, 26 + column * 12, 26 + row * 18),
                fill=AMBER if on else INDIGO,
            )
    draw.ellipse((215, 40, 255, 85), fill=(217, 167, 127))
    draw.rounded_rectangle((195, 88, 275, 180), 24, fill=(74, 63, 156))
    draw.rectangle((0, 172, round(320 * second / seconds), 180), fill=AMBER)
    return frame


_MAKERS: dict[str, Callable[[Piece], BytesIO]] = {
    "docx": _document,
    "xlsx": _workbook,
    "eml": _message,
    "txt": _text,
    "md": _text,
    "png": _picture,
    "webm": _clip,
}

"""A paper as an office scanner leaves it: a picture of the page, askew and grey, without any text behind it."""

from __future__ import annotations

import io
import math
import random

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from .compile import compile_typst

DOTS = 150  # an inch: enough to recognise the letters, small enough to publish
TILT = 0.7  # degrees


def scanned(pdf: bytes) -> bytes:
    """The first page of a PDF as a PDF of one picture, signed by hand."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=DOTS / 72).to_pil().convert("L")
    _sign(page)
    return compile_typst("scan.typ", {}, {"page.jpg": _as_jpeg(_worn(page))}, tagged=False)


def _sign(page: Image.Image) -> None:
    """A scribble above the signer's name, found as the lowest ink in the right half above the foot note."""
    width, height = page.size
    ink = page.crop((width // 2, 0, width - 60, int(height * 0.9))).point(lambda grey: 255 if grey < 128 else 0)
    box = ink.getbbox() or (0, 0, width // 2, height // 2)
    x, y = width * 0.62, box[3] - 85
    points = [
        (x + 4.1 * step + 16 * math.sin(step * 0.9), y - 30 * math.sin(step * 0.55) * math.exp(-step / 38) - step * 0.5)
        for step in range(56)
    ]
    draw = ImageDraw.Draw(page)
    draw.line(points, fill=70, width=4, joint="curve")
    draw.line([(x - 10, y + 16), (x + 240, y - 6)], fill=80, width=3)


def _worn(page: Image.Image) -> Image.Image:
    """Paper grey, a little noise of dust, softened and turned."""
    page = page.point(lambda grey: 58 + grey * 0.7)
    draw, chance = ImageDraw.Draw(page), random.Random(30)
    for _ in range(90):
        x, y = chance.randrange(page.width), chance.randrange(page.height)
        draw.point((x, y), fill=chance.randrange(90, 200))
    page = page.filter(ImageFilter.GaussianBlur(0.5))
    return page.rotate(TILT, resample=Image.Resampling.BICUBIC, fillcolor=214)


def _as_jpeg(page: Image.Image) -> bytes:
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=28, optimize=True, dpi=(DOTS, DOTS))
    return stream.getvalue()

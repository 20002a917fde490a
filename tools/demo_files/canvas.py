"""A sheet to draw flat shapes and large letters on; drawn at twice its size, so that edges come out smooth."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from .compile import font

SCALE = 2
SERIF, SANS, SANS_PLAIN = "NotoSerif-Bold.ttf", "NotoSans-Bold.ttf", "NotoSans-Regular.ttf"

Point = tuple[float, float]


class Canvas:
    """Coordinates and sizes are pixels of the finished picture."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str, radius: float = 0) -> None:
        corners = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
        self._draw.rounded_rectangle(corners, radius * SCALE, fill=fill)

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        self.ellipse(x, y, radius, radius, fill)

    def ellipse(self, x: float, y: float, across: float, down: float, fill: str) -> None:
        corners = ((x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE)
        self._draw.ellipse(corners, fill=fill)

    def curve(self, points: Sequence[Point], width: float, fill: str) -> None:
        """A thick line with round ends and joints."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=fill, width=round(width * SCALE), joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            half = width * SCALE / 2
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    def waves(self, top: float, height: float, length: float, fill: str, shift: float = 0) -> None:
        """Water from `top` down to the lower edge, its surface a sine."""
        surface = [
            (x, top + height * math.sin((x + shift) / length * 2 * math.pi)) for x in range(0, self.width + 4, 4)
        ]
        self.polygon([*surface, (self.width, self.height), (0, self.height)], fill)

    def text(
        self, x: float, y: float, words: str, size: float, fill: str, face: str = SANS, anchor: str = "mm"
    ) -> None:
        """One line. `anchor` as Pillow's: "mm" centred on the point, "lm" beginning at it."""
        letters = ImageFont.truetype(str(font(face)), round(size * SCALE))
        self._draw.text((x * SCALE, y * SCALE), words, font=letters, fill=fill, anchor=anchor)

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float, fill: str, face: str = SANS, anchor: str = "mm",
        step: float = 1.3,
    ) -> None:  # fmt: skip
        """Several lines, the first at `y`, each `step` sizes below the last."""
        for number, words in enumerate(lines):
            self.text(x, y + number * size * step, words, size, fill, face, anchor)

    def png(self, colours: int = 48) -> bytes:
        """The finished picture in few colours: flat shapes need no more, and the file stays small."""
        small = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        stream = io.BytesIO()
        small.quantize(colours, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
        return stream.getvalue()

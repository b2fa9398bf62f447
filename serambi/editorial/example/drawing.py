"""Four small scenes in the colours of the library, drawn by code: ours, so that no licence stands behind them."""

from io import BytesIO

from PIL import Image, ImageDraw

from serambi.ui import palette

SIZE = (1600, 1000)
FINER = 2
"""Drawn this much larger, then made smaller: smooth edges."""


def scene(name: str, hue: int) -> bytes:
    """A JPEG of one scene (`lamp`, `shelf`, `kite`, `bay`)."""
    colours = {key.removeprefix("--"): colour.hex[:7] for key, colour in palette.tokens(hue).items()}
    image = Image.new("RGB", (SIZE[0] * FINER, SIZE[1] * FINER), colours["sky"])
    pen = _Pen(ImageDraw.Draw(image), colours)
    {"lamp": _lamp, "shelf": _shelf, "kite": _kite, "bay": _bay}[name](pen)
    pen.woven_edge()
    out = BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(out, "JPEG", quality=86)
    return out.getvalue()


class _Pen:
    """Shapes in the units of SIZE, in colours by name."""

    def __init__(self, draw, colours):
        self.draw, self.colours = draw, colours

    def _at(self, points):
        return [value * FINER for value in points]

    def box(self, x, y, width, height, colour, round_by=0):
        self.draw.rounded_rectangle(self._at((x, y, x + width, y + height)), round_by * FINER, self.colours[colour])

    def shape(self, points, colour):
        self.draw.polygon(self._at(points), self.colours[colour])

    def disc(self, x, y, radius, colour):
        self.draw.ellipse(self._at((x - radius, y - radius, x + radius, y + radius)), self.colours[colour])

    def line(self, points, colour, width):
        self.draw.line(self._at(points), self.colours[colour], width * FINER, joint="curve")

    def hills(self, top, colour, steps):
        points = [0, SIZE[1]]
        for index, rise in enumerate(steps):
            points += [index * SIZE[0] / (len(steps) - 1), top - rise]
        self.shape([*points, SIZE[0], SIZE[1]], colour)

    def woven_edge(self):
        """The band of diamonds that marks the house's own drawings."""
        self.box(0, 952, 1600, 48, "wood")
        for x in range(-20, 1640, 50):
            self.shape([x, 976, x + 16, 960, x + 32, 976, x + 16, 992], "roof-accent")


def _bay(pen):
    pen.disc(1120, 420, 120, "sun")
    pen.hills(560, "hill-3", (40, 160, 90, 210, 130, 240, 120))
    pen.hills(620, "hill-2", (120, 60, 150, 70, 110, 40, 90))
    pen.box(0, 610, 1600, 390, "sea")
    for row, y in enumerate(range(650, 930, 46)):
        for x in range(-40 + row * 60, 1600, 240):
            pen.line((x, y, x + 110, y), "sky", 5)
    pen.shape([520, 760, 900, 760, 840, 830, 580, 830], "wood")
    pen.shape([700, 740, 700, 470, 860, 740], "paper")
    pen.shape([685, 740, 685, 520, 580, 740], "floor")


def _kite(pen):
    pen.hills(640, "hill-3", (90, 200, 120, 240, 150, 260, 110))
    pen.hills(760, "hill-1", (60, 120, 40, 140, 90, 150, 60))
    pen.line((1130, 300, 1040, 470, 900, 600, 640, 800), "wood", 4)
    pen.shape([1130, 130, 1270, 280, 1130, 480, 990, 280], "floor")
    pen.shape([1130, 130, 1270, 280, 1130, 280], "roof-accent")
    pen.shape([1130, 480, 990, 280, 1130, 280], "brand-fill")
    for x, y in ((1150, 520), (1190, 570), (1170, 630)):
        pen.shape([x, y, x + 34, y + 12, x + 6, y + 40], "roof-accent")
    pen.box(0, 830, 1600, 130, "floor")
    for x in (180, 760, 1360):
        pen.box(x, 560, 34, 290, "wood")
    pen.box(0, 720, 1600, 22, "wood")
    pen.disc(640, 760, 34, "wood")
    pen.shape([606, 790, 674, 790, 700, 860, 580, 860], "brand-fill")


def _shelf(pen):
    pen.box(0, 0, 1600, 1000, "raised")
    pen.box(140, 250, 1320, 720, "wood", 14)
    colours = ("brand-fill", "floor", "leaf", "roof-accent", "hill-1", "accent-fill", "sun", "roof")
    for shelf, y in enumerate((290, 620)):
        pen.box(170, y, 1260, 290, "sunk")
        x, turn = 190, shelf * 3
        while x < 1370:
            width, height = 44 + (turn * 37) % 40, 190 + (turn * 53) % 80
            pen.box(x, y + 290 - height, width, height, colours[turn % len(colours)], 4)
            pen.box(x + 8, y + 290 - height + 28, width - 16, 8, "paper")
            x, turn = x + width + 6, turn + 1
    pen.box(1080, 130, 150, 120, "floor", 18)
    pen.shape([1155, 130, 1100, 20, 1190, 60], "leaf")
    pen.shape([1155, 130, 1230, 30, 1150, 50], "leaf")


def _lamp(pen):
    pen.box(0, 0, 1600, 1000, "roof")
    pen.box(160, 110, 560, 470, "wood", 10)
    pen.box(184, 134, 512, 422, "hill-1")
    for x, y in ((260, 210), (420, 180), (560, 300), (350, 380), (620, 200), (500, 450)):
        pen.disc(x, y, 6, "lamp")
    pen.disc(600, 400, 44, "lamp")
    pen.line((1050, 0, 1050, 230), "wood", 10)
    pen.shape([1050, 210, 1210, 370, 890, 370], "roof-accent")
    pen.shape([890, 370, 1210, 370, 1480, 760, 620, 760], "hill-1")
    pen.box(480, 750, 1120, 40, "floor", 8)
    pen.box(560, 790, 36, 180, "wood")
    pen.box(1480, 790, 36, 180, "wood")
    pen.shape([860, 740, 1040, 700, 1040, 750, 860, 750], "paper")
    pen.shape([1220, 740, 1040, 700, 1040, 750, 1220, 750], "raised")
    pen.box(1280, 640, 40, 110, "brand-fill", 4)
    pen.box(1322, 610, 52, 140, "leaf", 4)
    pen.box(1376, 660, 44, 90, "accent-fill", 4)
    pen.box(720, 690, 70, 60, "paper", 10)

"""How pupils fill boxes: pens, habits, and what they put for a hyphen."""
import cv2
import numpy as np

from people import plain
from sheet import SCALE

MM = 400 / 25.4  # pixels of a sheet in a millimetre


class Pen:
    """Width in pixels of a sheet, colour as BGR, how dark (0 to 1), and how uneven its line is."""

    KINDS = ["blue", "blue", "blue", "black", "black", "gel", "pencil", "faint", "felt"]

    def __init__(self, kind, rng):
        self.kind = kind
        width, self.colour, self.dark, self.grain = {
            "blue": ((0.3, 0.55), (rng.integers(120, 190), rng.integers(30, 80), rng.integers(10, 50)), 0.92, 0.12),
            "black": ((0.3, 0.55), (35, 30, 30), 0.92, 0.1),
            "gel": ((0.45, 0.75), (rng.choice([130, 40]), 30, 25), 1.0, 0.05),
            "pencil": ((0.35, 0.7), (85, 85, 85), rng.uniform(0.7, 0.9), 0.2),
            "faint": ((0.25, 0.4), (190, 120, 90), rng.uniform(0.55, 0.75), 0.2),
            "felt": ((0.75, 1.15), (rng.choice([150, 30]), 35, 25), 1.0, 0.05),
        }[kind]
        self.width = rng.uniform(*width) * MM


class Habits:
    """One pupil's way of filling boxes, in parts of a box."""

    def __init__(self, rng):
        self.height = float(np.clip(rng.normal(0.72, 0.13), 0.48, 1.08))
        self.stretch = rng.uniform(0.85, 1.15)  # of the letters' width
        self.most = 1.15  # of a box's width that a letter may take
        self.slant = float(np.clip(rng.normal(0.03, 0.1), -0.25, 0.3))
        self.right, self.down = np.clip(rng.normal(0, [0.09, 0.07]), -0.3, 0.25)
        self.loose = abs(rng.normal(0, 0.06)) + 0.02  # how far letters wander
        self.drift = float(np.clip(rng.normal(0, 0.1), -0.25, 0.25))  # of the baseline over ten boxes
        self.uneven = rng.uniform(0.03, 0.09)  # of the letters' heights
        self.pitch = 1.0  # boxes from one letter of a name to the next
        self.accents = rng.random() < 0.2
        self.hyphen = rng.choice(["-", " ", ""], p=[0.6, 0.25, 0.15])
        self.apostrophe = rng.choice(["'", "", " "], p=[0.45, 0.35, 0.2])
        self.space = " " if rng.random() < 0.88 else ""
        self.number = rng.random() < 0.75  # whether the candidate's number is filled in

    def spell(self, name, boxes):
        """What stands in the boxes: one character each, cut at their end."""
        text = plain(name).replace("-", self.hyphen).replace("'", self.apostrophe).replace(" ", self.space)
        return list(text[:boxes].rstrip())


def _noise(h, w, cells, rng):
    """Smooth, -1 to 1."""
    return cv2.resize(rng.uniform(-1, 1, (cells, cells)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)


def glyph_mask(glyph, height, width_limit, pen, habits, rng):
    """A character as ink, about so many pixels high; the mask's middle is the character's."""
    field, (x0, y0, x1, y1), stroke = glyph.field()
    sy = height / (y1 - y0)
    sx = sy * habits.stretch * rng.normal(1, 0.05)
    sx = min(sx, width_limit / (x1 - x0))
    slant, turn = habits.slant + rng.normal(0, 0.04), rng.normal(0, 0.04)
    size = int(max(sx * (x1 - x0) + abs(slant) * height, height) * 1.25 + 3 * pen.width) | 1
    grid = np.arange(size, dtype=np.float32) - size // 2
    dx, dy = np.meshgrid(grid, grid)
    dx, dy = dx + 0.02 * height * _noise(size, size, 4, rng), dy + 0.02 * height * _noise(size, size, 4, rng)
    dx, dy = dx + turn * dy + slant * dy, dy - turn * dx
    mapped = cv2.remap(field, (x0 + x1) / 2 + dx / sx, (y0 + y1) / 2 + dy / sy, cv2.INTER_LINEAR,
                       borderMode=cv2.BORDER_CONSTANT, borderValue=-1000)
    scale = (sx * sy) ** 0.5
    grow = max((pen.width - stroke * scale) / 2, -0.36 * stroke * scale)
    return ink(np.clip(mapped * scale + grow + 0.5, 0, 1), pen, rng)


def ink(alpha, pen, rng):
    """The pen's texture: 0 to 255."""
    h, w = alpha.shape
    uneven = 1 - pen.grain * np.abs(_noise(h, w, 6, rng))
    if pen.kind == "pencil":
        uneven = uneven * (1 - 0.5 * (rng.random((h, w)) < 0.3))
    return (255 * pen.dark * np.clip(alpha * uneven, 0, 1)).astype(np.uint8)


class Writer:
    """A pupil at work on a sheet."""

    def __init__(self, sheet, hand, pen, habits, rng):
        self.sheet, self.hand, self.pen, self.habits, self.rng = sheet, hand, pen, habits, rng

    def row(self, boxes, characters, pitch=1.0):
        """Writes each character into its box; " " leaves one empty, "#X" is an X that is crossed out.

        With a pitch other than 1 the letters stand so many boxes apart, wherever the boxes are.
        """
        h, rng = self.habits, self.rng
        first = boxes[0]
        wander = rng.normal(0, h.loose, 2)
        tilt = h.drift * rng.normal(1, 0.3)
        for i, character in enumerate(characters):
            box = boxes[min(i, len(boxes) - 1)]
            wide, high = box[2] - box[0], box[3] - box[1]
            wander = 0.7 * wander + rng.normal(0, h.loose * 0.7, 2)
            x = (box[0] + box[2]) / 2 if pitch == 1 else first[0] + (0.5 + i * pitch) * wide
            x += (h.right + wander[0]) * wide
            y = (box[1] + box[3]) / 2 + (h.down + wander[1] * 0.6 + tilt * (i / 10 - 0.3)) * high
            self.character(character, x, y, wide, high)

    def character(self, character, x, y, wide, high):
        """One character about (x, y), for a box of that size, in units."""
        h, rng = self.habits, self.rng
        if character == " ":
            return
        if character in "-'/":
            reach = {"-": (0.28, 0.02), "'": (0.04, 0.13), "/": (0.16, 0.42)}[character]
            y -= 0.28 * high if character == "'" else 0
            bend = rng.normal(0, 0.03 * high, 4)
            self.mark([(x - reach[0] * wide + bend[0], y + reach[1] * high + bend[1]),
                       (x + reach[0] * wide + bend[2], y - reach[1] * high + bend[3])])
            return
        high_of = h.height * high * rng.normal(1, h.uneven)
        mask = glyph_mask(self.hand.glyph(character[-1], rng), high_of * SCALE, h.most * wide * SCALE, self.pen, h, rng)
        self.sheet.ink(mask, x * SCALE - mask.shape[1] / 2, y * SCALE - mask.shape[0] / 2, self.pen.colour)
        if character[0] == "#":
            for _ in range(int(rng.integers(2, 5))):
                self.mark([(x - 0.3 * wide + rng.normal(0, 3), y + rng.uniform(-0.3, 0.3) * high),
                           (x + 0.3 * wide + rng.normal(0, 3), y + rng.uniform(-0.3, 0.3) * high)])

    def accent(self, boxes, characters, name):
        """Some put accents on capitals: a short stroke above the letter."""
        letters = [c for c in name.upper() if plain(c) and plain(c) not in " -'"]
        places = [i for i, c in enumerate(characters) if c not in " -'"]
        for i, letter in zip(places, letters):
            if letter in "ÉÈÊËÀÂÎÏÔÖÛÜÇ":
                x0, y0, x1, y1 = boxes[i]
                x, y = (x0 + x1) / 2, y0 + (0.5 - 0.5 * self.habits.height) * (y1 - y0) - 2
                way = -1 if letter in "ÈÀ" else 1
                self.mark([(x - 5, y + 3 * way), (x + 6, y - 5 * way)])

    def mark(self, points, width=1.0):
        points = np.asarray(points, float) * SCALE
        edge = self.pen.width * width + 2
        low, high = points.min(0) - edge, points.max(0) + edge
        w, h = (np.ceil(high - low)).astype(int)
        mask = np.zeros((h, w), np.uint8)
        cv2.polylines(mask, [np.round((points - low) * 16).astype(np.int32)], False, 255,
                      max(1, int(round(self.pen.width * width))), cv2.LINE_AA, 4)
        self.sheet.ink(ink(mask / 255.0, self.pen, self.rng), low[0], low[1], self.pen.colour)

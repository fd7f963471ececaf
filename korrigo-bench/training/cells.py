"""Draws what the header reader cuts out of a scan: one box of a comb, with all that goes wrong around it.

A patch is 48 x 48, ink high, and shows the box with a margin of 20 % of its side all round, as CellClassifier.java
expects it. Each patch is drawn at a severity from 0 (a good scan of a careful hand) to 1 (a bad one of a
hurried hand).
"""

import math
import random

import cv2
import numpy as np

from glyphs import BLANK, CLASSES, CROSSED_OUT

cv2.setNumThreads(1)

SIDE = 48
BOX = SIDE / 1.4
MIDDLE = SIDE / 2
GLYPH_SIDE = 28
GLYPH_INK = 20.0
NORMAL_SCAN = 0.3
HARD_SCAN = 1.0
DASHES = 0.15  # of the blank cells: they hold no letter, but are not empty
SHIFT = 4  # fractional bits of OpenCV's drawing coordinates

_X, _Y = np.meshgrid(np.arange(SIDE, dtype=np.float32), np.arange(SIDE, dtype=np.float32))


class CellPainter:
    """Draws patches of the glyphs it was given; the same seed and calls give the same patches."""

    def __init__(self, images, seed):
        self._images = images
        self._extents = _extents(images)
        self._random = random.Random(seed)
        noise = np.random.default_rng(seed)
        self._noise = noise.standard_normal((256, 64, 64), dtype=np.float32)
        self._clouds = np.stack([_smooth(n, 5) for n in noise.standard_normal((64, SIDE, SIDE), dtype=np.float32)])
        self._bends = np.stack(
            [
                np.stack([_smooth(axis, sigma) for axis in pair])
                for pair, sigma in zip(
                    noise.standard_normal((512, 2, SIDE, SIDE), dtype=np.float32), noise.uniform(4, 9, 512)
                )
            ]
        )

    def restart(self, seed):
        """What follows depends on this seed alone, not on what was drawn before."""
        self._random.seed(seed)

    def paint(self, index, label, severity):
        """Draws glyph `index` (ignored for a blank) as a patch of class `label`, which may be CROSSED_OUT."""
        r, s = self._random, severity
        turn = math.radians(r.uniform(-2, 2) * s)
        zoom = 1 + r.uniform(-0.05, 0.05) * s
        off_x, off_y = (r.uniform(-0.08, 0.08) * BOX * (0.3 + 0.7 * s) for _ in range(2))
        box = _Box(MIDDLE + off_x, MIDDLE + off_y, BOX * zoom, BOX * zoom * r.uniform(0.97, 1.03), turn)
        pen = r.uniform(255 - 60 - 100 * s, 255)
        width = max(1.0, r.gauss(2.4, 0.7))

        ink = np.zeros((SIDE, SIDE), np.float32)
        if label != BLANK:
            ink = self._write(index, label, box, s, pen, width)
        elif r.random() < DASHES:
            self._separate(ink, box, pen, width)
        self._write_neighbours(ink, box, s, pen)
        self._add_lines(ink, box, s)
        self._add_dirt(ink, box, s, label == BLANK)
        return self._scan(ink, s)

    def _write(self, index, label, box, s, pen, width):
        r = self._random
        lot = r.random()
        if lot < 0.08 * (0.3 + s):
            size = r.uniform(0.3, 0.45)
        elif lot < 0.85:
            size = r.uniform(0.5 - 0.05 * s, 0.78 + 0.07 * s)
        else:  # as large as the box and larger
            size = r.uniform(0.78, 1.12)
        size *= BOX
        half_w, half_h = (extent * size / GLYPH_INK / 2 for extent in self._extents[index])
        x = r.triangular(-1, 1, 0) * max(1.0, BOX / 2 - half_w) * (0.6 + 0.45 * s)
        y = r.triangular(-1, 1, 0) * max(1.0, BOX / 2 - half_h) * (0.7 + 0.4 * s)
        if r.random() < 0.12:  # across the border, up to a third off
            x, y = r.gauss(0, 0.13) * BOX, r.gauss(0, 0.13) * BOX
        cx, cy = box.at(x, y)
        ink = self._glyph(index, cx, cy, size, s, pen, box.turn)
        if label == CROSSED_OUT:
            self._cross_out(ink, cx, cy, half_w, half_h, pen, width)
        else:
            self._accent(ink, CLASSES[label], cx, cy, half_w, half_h, pen, width)
        return ink

    def _separate(self, ink, box, pen, width):
        """The hyphen or apostrophe of a compound name, which a pupil may give a box of its own."""
        r = self._random
        if r.random() < 0.7:
            x, y = r.uniform(-0.15, 0.15) * BOX, r.uniform(-0.2, 0.25) * BOX
            dx, dy = r.uniform(0.09, 0.28) * BOX, r.gauss(0, 1.2)
        else:
            x, y = r.uniform(-0.25, 0.25) * BOX, r.uniform(-0.45, -0.2) * BOX
            dx, dy = -r.uniform(0, 2), r.uniform(0.05, 0.12) * BOX
        _stroke(ink, [box.at(x - dx, y - dy), box.at(x + dx, y + dy)], pen, width)

    def _glyph(self, index, cx, cy, size, s, pen, turn):
        """One glyph, centred at (cx, cy), its longer side `size` pixels, bent and inked as a pen would."""
        r = self._random
        scale = size / GLYPH_INK
        stretch = math.exp(r.gauss(0.04, 0.09))
        slant = r.gauss(0, 0.10 + 0.06 * s)
        angle = turn + math.radians(r.gauss(0, 3 + 3 * s))
        cos, sin = math.cos(angle) / scale, math.sin(angle) / scale
        # from patch to glyph: turn back, then take the slant and the stretch out
        a, b = cos / stretch + slant * -sin, sin / stretch + slant * cos
        c, d = -sin, cos
        bend = self._bends[r.randrange(len(self._bends))]
        strength = r.uniform(0, 0.9 + 0.7 * s)
        centre = GLYPH_SIDE / 2 - 0.5
        dx, dy = _X - (cx - 0.5), _Y - (cy - 0.5)
        map_x = a * dx + b * dy + centre + bend[0] * strength
        map_y = c * dx + d * dy + centre + bend[1] * strength
        glyph = self._with_thickness(self._images[index])
        ink = cv2.remap(glyph, map_x, map_y, cv2.INTER_LINEAR).astype(np.float32)
        ink *= pen / 255
        if r.random() < 0.3 * s:
            ink *= 1 - r.uniform(0.2, 0.6) * np.clip(self._clouds[r.randrange(len(self._clouds))], 0, 1)
        return ink

    def _with_thickness(self, glyph):
        r = self._random
        kind = r.random()
        if kind < 0.25:
            w = r.random()
            return cv2.addWeighted(glyph, 1 - w, cv2.dilate(glyph, _CROSS), w, 0)
        if kind < 0.5:
            w = r.uniform(0, 0.7)
            thin = cv2.erode(glyph, _PAIR[r.randrange(2)])
            return cv2.convertScaleAbs(cv2.addWeighted(glyph, 1 - w, thin, w, 0), alpha=1 + 0.5 * w)
        return glyph

    def _accent(self, ink, letter, cx, cy, half_w, half_h, pen, width):
        r = self._random
        if letter not in "AEIOUC" or r.random() > 0.06:
            return
        top = cy - half_h - r.uniform(1.5, 4)
        reach = r.uniform(2.5, 5)
        if letter == "C":
            y = cy + half_h
            hook = [(cx, y - 1), (cx, y + 2), (cx + 2, y + 3.5), (cx - r.uniform(0, 2), y + r.uniform(4, 6))]
            _stroke(ink, hook, pen, width)
            return
        mark = r.choice("´`^¨")
        if mark == "¨":
            for side in (-1, 1):
                _stroke(ink, [(cx + side * reach, top), (cx + side * reach + 0.6, top - 0.6)], pen, width)
        elif mark == "^":
            _stroke(ink, [(cx - reach, top), (cx, top - reach), (cx + reach, top)], pen, width)
        else:
            lean = reach if mark == "´" else -reach
            _stroke(ink, [(cx - lean * 0.6, top), (cx + lean * 0.6, top - reach)], pen, width)

    def _cross_out(self, ink, cx, cy, half_w, half_h, pen, width):
        r = self._random
        w = max(half_w, 6) * r.uniform(1.0, 1.35)
        h = max(half_h, 6) * r.uniform(0.9, 1.25)

        def at(x, y):
            return cx + x * w + r.gauss(0, 1), cy + y * h + r.gauss(0, 1)

        # over an I an X is an X: such letters get another kind of stroke
        kind = r.uniform(0.3 if half_w < 5 else 0, 1)
        if kind < 0.3:
            _stroke(ink, [at(-1, -1), at(1, 1)], pen, width)
            _stroke(ink, [at(-1, 1), at(1, -1)], pen, width)
        elif kind < 0.5:
            rise = r.uniform(-0.8, 0.8)
            for y in np.linspace(-0.6, 0.6, r.randint(2, 5)):
                _stroke(ink, [at(-1.2, y + rise / 2), at(1.2, y - rise / 2)], pen, width)
        elif kind < 0.75:
            turns = r.randint(7, 14)
            steep = r.random() < 0.5
            points = []
            for k in range(turns):
                along, across = -1 + 2 * k / (turns - 1), -1 if k % 2 else 1
                points.append(at(along, across) if steep else at(across, along))
            _stroke(ink, points, pen, width * r.uniform(0.8, 1.4))
        elif kind < 0.86:
            angle = np.arange(0, r.uniform(4, 9) * math.pi, 0.5)
            drift = np.linspace(-0.4, 0.4, len(angle))
            points = [at(0.75 * math.cos(a) + x, 0.75 * math.sin(a)) for a, x in zip(angle, drift)]
            _stroke(ink, points, pen, width)
        elif kind < 0.93:
            points = [at(r.uniform(-1, 1), r.uniform(-1, 1)) for _ in range(r.randint(8, 16))]
            _stroke(ink, points, pen, width * r.uniform(1.2, 2.5))
        else:
            rise = r.uniform(-1, 1)
            _stroke(ink, [at(-1.5, rise), at(1.5, -rise)], pen, width * r.uniform(1, 1.4))

    def _write_neighbours(self, ink, box, s, pen):
        r = self._random
        for side in (-1, 1):
            if r.random() < 0.35:
                continue
            index = r.randrange(len(self._images))
            size = r.uniform(0.45, 0.85) * BOX
            half_w = self._extents[index][0] * size / GLYPH_INK / 2
            x = side * BOX + r.triangular(-1, 1, 0) * max(1.0, BOX / 2 - half_w) * (0.6 + 0.5 * s)
            if r.random() < 0.12 * s:
                x -= side * r.uniform(0, 0.2) * BOX
            if abs(x) - half_w - 3 < MIDDLE:
                cx, cy = box.at(x, r.triangular(-1, 1, 0) * 0.25 * BOX)
                np.maximum(ink, self._glyph(index, cx, cy, size, s, pen, box.turn), out=ink)
        if r.random() < 0.05:  # the slash that is printed between day, month and year
            x = r.choice((-1, 1)) * r.uniform(0.6, 0.75) * BOX
            lean = r.uniform(1, 4)
            ends = [box.at(x + lean, -r.uniform(6, 12)), box.at(x - lean, r.uniform(6, 12))]
            _stroke(ink, ends, r.uniform(120, 255), r.uniform(1, 2))
        if r.random() < 0.06:  # small print, as the form's labels
            text = "".join(r.choice("abcdefgilmnoprstueJMANP():/ ") for _ in range(12))
            y = r.choice((r.uniform(-2, 5), r.uniform(SIDE - 5, SIDE + 5)))
            font = r.choice((cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX))
            layer = np.zeros((SIDE, SIDE), np.uint8)
            where = (int(r.uniform(-20, 25)), int(y))
            cv2.putText(layer, text, where, font, r.uniform(0.2, 0.4), r.randint(90, 255), 1, cv2.LINE_AA)
            np.maximum(ink, layer, out=ink)
        if r.random() < 0.04:  # the row above or below
            index = r.randrange(len(self._images))
            cy = r.choice((-1, SIDE)) + r.uniform(-4, 4)
            size = r.uniform(8, 20)
            np.maximum(ink, self._glyph(index, r.uniform(0, SIDE), cy, size, s, pen, box.turn), out=ink)

    def _add_lines(self, ink, box, s):
        """The box as line removal leaves it: nothing, gaps in the strokes, pieces, or all of its lines."""
        r = self._random
        fate = r.random()
        removed = fate < 0.6
        if removed and r.random() < 0.6:
            gap = np.zeros((SIDE, SIDE), np.float32)
            self._draw_box(gap, box, 1.0, r.uniform(1, 3), r.uniform(0.7, 1))
            ink *= 1 - gap * r.uniform(0.3, 1)
        if fate < 0.3:
            return
        lines = np.zeros((SIDE, SIDE), np.float32)
        strength = r.uniform(20, 90) if r.random() < 0.6 else r.uniform(60, 130 + 110 * s)
        self._draw_box(lines, box, strength, r.choice((1, 1, 1.4, 2)), 1 if removed else r.uniform(0.6, 1))
        if removed:
            pieces = self._clouds[r.randrange(len(self._clouds))] > r.uniform(-0.6, 0.8)
            lines *= pieces
        np.maximum(ink, lines, out=ink)

    def _draw_box(self, target, box, strength, width, keep):
        r = self._random
        far = 0.5 * BOX + 12
        left_end, right_end = (far if r.random() < 0.85 else 0.5 * BOX for _ in range(2))
        half_w, half_h = box.width / 2, box.height / 2
        for y in (-half_h, half_h):
            if r.random() < keep:
                _stroke(target, [box.at(-left_end, y), box.at(right_end, y)], strength, width)
        for x in (-half_w, half_w):
            if r.random() < keep:
                _stroke(target, [box.at(x, -half_h), box.at(x, half_h)], strength, width)

    def _add_dirt(self, ink, box, s, blank):
        r = self._random
        amount = 0.15 + 0.5 * s + (0.2 if blank else 0)
        while r.random() < amount * 0.6:
            x, y = r.uniform(0, SIDE), r.uniform(0, SIDE)
            speck = [(x, y), (x + r.gauss(0, 0.7), y + r.gauss(0, 0.7))]
            _stroke(ink, speck, r.uniform(60, 255), r.uniform(0.6, 2.6))
        if r.random() < amount * 0.2:
            x, y = r.uniform(0, SIDE), r.uniform(0, SIDE)
            angle, length = r.uniform(0, math.pi), r.uniform(5, 45)
            dx, dy = math.cos(angle) * length / 2, math.sin(angle) * length / 2
            _stroke(ink, [(x - dx, y - dy), (x + dx, y + dy)], r.uniform(60, 200), r.uniform(0.5, 1.2))
        if blank and r.random() < 0.06 + 0.1 * s:  # a resting pen, a hyphen's trace too small to be a letter
            x, y = box.at(r.uniform(-12, 12), r.uniform(-12, 12))
            _stroke(ink, [(x, y), (x + r.gauss(0, 2), y + r.gauss(0, 2))], r.uniform(100, 255), r.uniform(1, 2.5))

    def _scan(self, ink, s):
        r = self._random
        if r.random() < 0.3:  # a coarser scan, brought up to the patch's size
            side = r.randint(30, 44)
            ink = cv2.resize(cv2.resize(ink, (side, side), interpolation=cv2.INTER_AREA), (SIDE, SIDE))
        sigma = r.uniform(0, 0.5 + 0.9 * s)
        if sigma > 0.25:
            ink = cv2.GaussianBlur(ink, (0, 0), sigma) * (1 + 0.25 * sigma)
        if r.random() < 0.03:  # the shadow of a fold or of the lid
            along = _X if r.random() < 0.7 else _Y
            ink = ink + r.uniform(20, 130) * np.exp(-(((along - r.uniform(-8, SIDE + 8)) / r.uniform(5, 16)) ** 2))
        shade = r.uniform(-6, 3 + 14 * s)
        ink = ink + shade * (1 + r.uniform(-1, 1) * (_X / MIDDLE - 1))
        noise = self._noise[r.randrange(len(self._noise))]
        x, y = r.randrange(64 - SIDE), r.randrange(64 - SIDE)
        noise = noise[y : y + SIDE, x : x + SIDE]
        if r.random() < 0.3:
            noise = cv2.GaussianBlur(noise, (3, 3), 0) * 1.6
        ink += noise * r.uniform(1, 5 + 13 * s)
        patch = np.clip(ink, 0, 255).astype(np.uint8)
        if r.random() < 0.5:
            quality = r.randint(int(80 - 45 * s), 95)
            jpeg = cv2.imencode(".jpg", patch, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
            patch = cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE)
        return patch


class _Box:
    """The box in the patch: its centre and size in pixels, turned by `turn` radians."""

    def __init__(self, cx, cy, width, height, turn):
        self.cx, self.cy, self.width, self.height, self.turn = cx, cy, width, height, turn
        self._cos, self._sin = math.cos(turn), math.sin(turn)

    def at(self, x, y):
        """The patch's point that lies (x, y) from the box's centre along its own axes."""
        return self.cx + x * self._cos - y * self._sin, self.cy + x * self._sin + y * self._cos


def plain(glyph):
    """A glyph alone in its box, centred, 60 % of the box's side: nothing added and nothing taken."""
    side = round(GLYPH_SIDE * 0.6 * BOX / GLYPH_INK)
    patch = np.zeros((SIDE, SIDE), np.uint8)
    start = (SIDE - side) // 2
    end = start + side
    patch[start:end, start:end] = cv2.resize(glyph, (side, side), interpolation=cv2.INTER_LINEAR)
    return patch


_CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
_PAIR = (np.ones((1, 2), np.uint8), np.ones((2, 1), np.uint8))
_FACTOR = 1 << SHIFT


def _stroke(target, points, strength, width):
    """A polyline, laid over what is there without weakening it."""
    layer = np.zeros(target.shape, np.uint8)
    path = np.array([[(int(x * _FACTOR), int(y * _FACTOR)) for x, y in points]], np.int32)
    whole = max(1, round(width))
    cv2.polylines(layer, path, False, 255, whole, cv2.LINE_AA, SHIFT)
    np.maximum(target, layer.astype(np.float32) * (strength / 255 * min(1.0, width / whole)), out=target)


def _smooth(field, sigma):
    field = cv2.GaussianBlur(field, (0, 0), sigma)
    return (field - field.mean()) / field.std()


def _extents(images):
    """Width and height in pixels of each glyph's ink."""
    inked = images > 64
    columns, rows = inked.any(axis=1).sum(axis=1), inked.any(axis=2).sum(axis=1)
    return np.stack([columns, rows], axis=1).astype(float).tolist()

"""Draws rows of boxes as a scan shows them, wider than what any form or pupil does, for the reader to cut.

    python3 rows.py --data DIR --rows 2000 --seed 1 --out rows.bin [--fonts FOLDER --small 0.6]
    ./korrigo bench rows rows.bin 48 DIR

A row knows where its boxes are, so nothing has to be found, and a page of nothing but rows gives forty times the
cells of a header in the same time. The reader's own cutter takes the lines out, at places that are a little wrong.
"""

import argparse
import math
import random
import struct
from pathlib import Path

import cv2
import numpy as np

import glyphs
import small
from cells import _extents, _smooth
from glyphs import BLANK, CLASSES, CROSSED_OUT

cv2.setNumThreads(1)

GLYPH_INK = 20.0
GRID = 28
ROOM = 1.3  # around a row, in boxes: neighbours above and below, and what the cutter takes at the ends
DIGITS = 0.42  # of the rows
COMMON = 0.3  # small letters come as often as their capitals to this power
NORMAL = 1  # of pagecells.QUALITIES; hard is the next
KINDS = ("letters", "digits")


class Row:
    """One scanned row: grey pixels, the corners of its boxes as they are believed to lie, and what stands in them."""

    def __init__(self, pixels, corners, labels, quality):
        self.pixels, self.corners, self.labels, self.quality = pixels, corners, labels, quality

    def bytes(self):
        height, width = self.pixels.shape
        head = struct.pack(">4i", width, height, len(self.labels), self.quality)
        return head + np.asarray(self.corners, ">f4").tobytes() + bytes(self.labels) + self.pixels.tobytes()


class RowPainter:
    """Draws rows with the glyphs of a set; the same seed gives the same rows."""

    def __init__(self, members, chances, seed, letters=None, small_share=0.0, digits=DIGITS):
        """`letters`: small ones of `small.py`, which so many of the rows of letters hold."""
        self._images, self._labels = members.images, members.labels
        self._heights, self._middles = np.ones(len(self._labels)), np.zeros(len(self._labels))
        self._chances = dict(zip(KINDS, chances))
        self._small_share, self._digits = small_share, digits
        if letters is not None:
            self._take(letters)
        self._extents = _extents(self._images)
        self._random = random.Random(seed)
        self._rng = np.random.default_rng(seed)
        self._lots = {kind: iter(()) for kind in self._chances}
        noise = np.random.default_rng(99)
        self._bends = np.stack(
            [
                np.stack([_smooth(axis, sigma) for axis in pair])
                for pair, sigma in zip(
                    noise.standard_normal((512, 2, GRID, GRID), dtype=np.float32), noise.uniform(3, 8, 512)
                )
            ]
        )
        self._grain = [_smooth(noise.standard_normal((200, 260)).astype(np.float32), s) for s in (0.6, 0.8, 1.2, 2.5, 5)]
        self._noise = noise.standard_normal((420, 3400)).astype(np.float32)
        grid = np.arange(GRID, dtype=np.float32)
        self._grid = np.meshgrid(grid, grid)

    def _take(self, letters):
        frequency = np.bincount(self._labels, minlength=36)[letters.labels] ** COMMON
        chances = frequency / np.bincount(letters.labels)[letters.labels]
        self._images = np.concatenate([self._images, letters.images])
        self._labels = np.concatenate([self._labels, letters.labels])
        self._heights = np.concatenate([self._heights, letters.heights])
        self._middles = np.concatenate([self._middles, letters.middles])
        self._chances = {kind: np.pad(given, (0, len(chances))) for kind, given in self._chances.items()}
        self._chances["small"] = np.pad(chances / chances.sum(), (len(self._labels) - len(chances), 0))

    def row(self):
        r = self._random
        s = r.random() ** 1.5
        kind = KINDS[r.random() < self._digits]
        style = _Style(r, s, kind)
        if kind == "letters" and r.random() < self._small_share:
            style.small_letters = r.choice((r.uniform(0.05, 0.4), 1, 1))
            style.title = r.random() < 0.5
        self._place(style)
        ink = np.zeros((style.height, style.width), np.float32)
        print_ = np.zeros(ink.shape, np.uint8)
        self._print(print_, style)
        labels = [self._write(ink, style, k) for k in range(style.count)]
        self._stray(ink, style)
        return self._scan(ink, print_, style, labels)

    # ---- the form -------------------------------------------------------------------------------------------------

    def _place(self, style):
        r = self._random
        x, gaps = ROOM * style.w, []
        left = r.randint(2, 4) if style.groups else style.count + 1
        style.x = []
        for k in range(style.count):
            if left == 0:
                gaps.append(x)
                x += style.group_gap
                left = r.randint(2, 4)
            left -= 1
            style.x.append(x)
            x += style.w + style.gap
        style.gaps = gaps
        style.y = ROOM * style.h * 0.8
        style.width = int(x + ROOM * style.w)
        style.height = int(2 * style.y + style.h)

    def _print(self, layer, style):
        r = self._random
        for row in style.rows:
            self._boxes(layer, style, style.y + row * (style.h + style.between))
        for x in style.gaps:
            if r.random() < style.slashes:
                cx, lean, reach = x + style.group_gap / 2, r.uniform(0, 0.2) * style.w, r.uniform(0.25, 0.5) * style.h
                cy = style.y + style.h / 2
                _rule(layer, [(cx + lean, cy - reach), (cx - lean, cy + reach)], style.tone, r.uniform(1, 3))
        if r.random() < 0.3:  # labels and captions in small print
            for _ in range(r.randint(1, 3)):
                text = "".join(r.choice("abcdefgilmnoprstuNPDJMA():/ ") for _ in range(r.randint(4, 24)))
                y = style.y + r.choice((-0.06, -0.2, 1.3, 1.45)) * style.h
                cv2.putText(
                    layer, text, (int(r.uniform(0, 0.8) * style.width), int(y)), r.choice((0, 2, 3)),
                    r.uniform(0.25, 0.5), style.tone, 1, cv2.LINE_AA,
                )
        if r.random() < 0.1:  # a frame around everything
            y = style.y + r.choice((r.uniform(-0.35, -0.12), 1 + r.uniform(0.12, 0.35))) * style.h
            _rule(layer, [(0, y), (style.width, y)], style.tone, style.line)

    def _boxes(self, layer, style, y):
        r = self._random
        tone = lambda: min(255.0, style.tone * r.uniform(0.9, 1.08))
        top = y if r.random() < 0.96 else None
        for k, x in enumerate(style.x):
            joined = style.gap == 0 and k > 0 and abs(style.x[k - 1] + style.w - x) < 1
            for edge in (x + style.w,) if joined else (x, x + style.w):
                if r.random() < style.keep:
                    begin = y + style.h * (1 - style.upright)
                    _rule(layer, [(edge, begin), (edge, y + style.h)], tone(), style.line)
            for level in (top if style.closed else None, y + style.h):
                if level is not None and r.random() < style.keep:
                    _rule(layer, [(x, level), (x + style.w, level)], tone(), style.line)

    # ---- the pen --------------------------------------------------------------------------------------------------

    def _glyph_of(self, kind):
        try:
            return next(self._lots[kind])
        except StopIteration:
            lot = self._rng.choice(len(self._labels), 4096, p=self._chances[kind])
            self._lots[kind] = iter(lot.tolist())
            return next(self._lots[kind])

    def _write(self, ink, style, k):
        """Writes something into box `k`; answers with its class."""
        r = self._random
        box = (style.x[k] + style.w / 2, style.y + style.h / 2)
        lot = r.random()
        if lot < style.empty:
            if r.random() < 0.15:
                self._separate(ink, box, style)
            return BLANK
        is_small = r.random() < style.small_letters and not (style.title and r.random() < 0.2)
        index = self._glyph_of("small" if is_small else style.kind)
        label = int(self._labels[index])
        cx, cy, half_w, half_h = self._glyph(ink, index, box, style)
        if r.random() < 0.045:
            self._cross_out(ink, cx, cy, half_w, half_h, style)
            return CROSSED_OUT
        if CLASSES[label] in "AEIOUCN" and r.random() < 0.05:
            self._accent(ink, CLASSES[label], cx, cy, half_w, half_h, style)
        return label

    def _glyph(self, ink, index, box, style, size=None):
        r = self._random
        gw, gh = (max(3.0, e) for e in self._extents[index])
        if size is None:
            size = style.size * math.exp(r.gauss(0, style.vary))
            if r.random() < style.small:
                size *= r.uniform(0.5, 0.75)
            size *= self._heights[index] ** style.true_to_size
        scale = min(size * style.h / max(gh, 0.75 * gw), style.widest * style.w / gw)
        stretch = math.exp(r.gauss(style.stretch, 0.07))
        slant = style.slant + r.gauss(0, 0.05)
        angle = math.radians(style.lean + r.gauss(0, 2 + 3 * style.s))
        half_w, half_h = gw * scale * stretch / 2, gh * scale / 2
        cx = box[0] + style.w * (style.dx + r.gauss(0, style.stray))
        low = self._middles[index] * style.size * style.true_to_size
        cy = box[1] + style.h * (style.dy + low + r.gauss(0, style.stray))
        reach_w = int(half_w + abs(slant) * half_h + 0.25 * half_h + 5)
        reach_h = int(half_h + 0.25 * half_w + 5)
        x0, y0 = int(cx) - reach_w, int(cy) - reach_h
        x1, y1 = x0 + 2 * reach_w + 1, y0 + 2 * reach_h + 1
        glyph = self._images[index]
        strength = r.uniform(0, style.bend)
        if strength > 0.25:
            bend = self._bends[r.randrange(512)]
            glyph = cv2.remap(
                glyph, self._grid[0] + bend[0] * strength, self._grid[1] + bend[1] * strength, cv2.INTER_LINEAR
            )
        if style.blot:
            glyph = cv2.dilate(glyph, _ELLIPSE)
        cos, sin = math.cos(angle), math.sin(angle)
        a, b = scale * stretch * cos, scale * (-sin + slant * cos)
        c, d = scale * stretch * sin, scale * (cos + slant * sin)
        middle = (GRID - 1) / 2
        warp = np.array(
            [[a, b, cx - x0 - a * middle - b * middle], [c, d, cy - y0 - c * middle - d * middle]], np.float32
        )
        drawn = cv2.warpAffine(glyph, warp, (x1 - x0, y1 - y0), flags=cv2.INTER_CUBIC).astype(np.float32)
        edge = style.edge + r.gauss(0, 8)
        drawn = np.clip((drawn - edge) * style.crisp + 128, 0, 255)
        if style.grain is not None:
            texture = self._grain[style.grain]
            ty, tx = r.randrange(200 - min(199, drawn.shape[0])), r.randrange(260 - min(259, drawn.shape[1]))
            drawn = drawn[:200, :260]
            drawn *= np.clip(1 + style.texture * texture[ty : ty + drawn.shape[0], tx : tx + drawn.shape[1]], 0, 1.1)
        if r.random() < style.skips:  # the pen skips, or something was rubbed out
            gone = np.clip(self._grain[4][: drawn.shape[0], : drawn.shape[1]] * r.choice((-1, 1)) - r.uniform(0, 0.9), 0, 0.5)
            part = drawn[: gone.shape[0], : gone.shape[1]]
            part *= 1 - gone * r.uniform(0.6, 2)
        fx0, fy0 = max(0, x0), max(0, y0)
        fx1, fy1 = min(ink.shape[1], x0 + drawn.shape[1]), min(ink.shape[0], y0 + drawn.shape[0])
        if fx1 > fx0 and fy1 > fy0:
            target = ink[fy0:fy1, fx0:fx1]
            np.maximum(target, drawn[fy0 - y0 : fy1 - y0, fx0 - x0 : fx1 - x0], out=target)
        return cx, cy, half_w, half_h

    def _separate(self, ink, box, style):
        """The hyphen or apostrophe of a compound name in a box of its own."""
        r, w, h = self._random, style.w, style.h
        x, y = box
        if r.random() < 0.75:
            x, y, dx, dy = x + r.gauss(0, 0.1) * w, y + r.gauss(0, 0.1) * h, r.uniform(0.1, 0.38) * w, r.gauss(0, 0.04) * h
        else:
            x, y, dx, dy = x + r.gauss(0, 0.13) * w, y - r.uniform(0.15, 0.45) * h, -r.uniform(0, 0.1) * w, r.uniform(0.05, 0.13) * h
        _stroke(ink, [(x - dx, y - dy), (x + dx, y + dy)], 255, style.nib)

    def _accent(self, ink, letter, cx, cy, half_w, half_h, style):
        r = self._random
        unit = style.h / 34
        top = cy - half_h - r.uniform(1.5, 5) * unit
        reach = r.uniform(2.5, 6) * unit
        mark = "¸" if letter == "C" else "~" if letter == "N" else r.choice("´´`^¨")
        if mark == "¸":
            y = cy + half_h
            points = [(0, -1), (0, 2), (2, 3.5), (-r.uniform(0, 2), r.uniform(4, 6))]
            _stroke(ink, [(cx + x * unit, y + dy * unit) for x, dy in points], 255, style.nib)
        elif mark == "¨":
            for side in (-1, 1):
                _stroke(ink, [(cx + side * reach, top), (cx + side * reach + 0.8, top - 0.8)], 255, style.nib)
        elif mark in "^~":
            points = [(cx - reach, top), (cx, top - reach * 0.8), (cx + reach, top)]
            if mark == "~":
                points.append((cx + 1.6 * reach, top - reach * 0.6))
            _stroke(ink, points, 255, style.nib)
        else:
            lean = reach if mark == "´" else -reach
            _stroke(ink, [(cx - lean * 0.6, top), (cx + lean * 0.6, top - reach)], 255, style.nib)

    def _cross_out(self, ink, cx, cy, half_w, half_h, style):
        r, nib = self._random, style.nib
        w = max(half_w, 0.2 * style.w) * r.uniform(1.0, 1.4)
        h = max(half_h, 0.2 * style.h) * r.uniform(0.85, 1.25)

        def at(x, y):
            return cx + x * w + r.gauss(0, 0.04) * w, cy + y * h + r.gauss(0, 0.04) * h

        kind = r.uniform(0.25 if half_w < 0.15 * style.w else 0, 1)  # over an I an X is an X
        if kind < 0.25:
            _stroke(ink, [at(-1, -1), at(1, 1)], 255, nib)
            _stroke(ink, [at(-1, 1), at(1, -1)], 255, nib)
        elif kind < 0.5:
            rise = r.uniform(-0.8, 0.8)
            for y in np.linspace(-0.6, 0.6, r.randint(2, 5)):
                _stroke(ink, [at(-1.2, y + rise / 2), at(1.2, y - rise / 2)], 255, nib)
        elif kind < 0.78:
            turns, steep = r.randint(7, 14), r.random() < 0.5
            points = [(-1 + 2 * k / (turns - 1), -1 if k % 2 else 1) for k in range(turns)]
            _stroke(ink, [at(x, y) if steep else at(y, x) for x, y in points], 255, nib * r.uniform(0.8, 1.4))
        elif kind < 0.9:
            angle = np.arange(0, r.uniform(4, 9) * math.pi, 0.5)
            _stroke(ink, [at(0.75 * math.cos(a) + 0.02 * a, 0.75 * math.sin(a)) for a in angle], 255, nib)
        else:
            points = [at(r.uniform(-1, 1), r.uniform(-1, 1)) for _ in range(r.randint(8, 16))]
            _stroke(ink, points, 255, nib * r.uniform(1.2, 2.5))

    def _stray(self, ink, style):
        """What is written around: rows above and below, slashes of the date, a line across, a slip of the pen."""
        r = self._random
        for row in style.rows:
            if row == 0 or r.random() < 0.4:
                continue
            y = style.y + row * (style.h + style.between) + style.h / 2
            for x in style.x:
                if r.random() < 0.5:
                    self._glyph(ink, self._glyph_of(style.kind), (x + style.w / 2, y), style)
        for x in style.gaps:  # written slashes, hyphens or a figure where no box is
            if r.random() < style.written_slashes:
                cx, cy = x + style.group_gap / 2 + r.gauss(0, 0.12) * style.w, style.y + style.h / 2
                lean, reach = r.uniform(0, 0.35) * style.w, r.uniform(0.25, 0.65) * style.h
                _stroke(ink, [(cx + lean, cy - reach), (cx - lean, cy + reach)], 255, style.nib)
        if r.random() < 0.04:  # the slash in a neighbouring box, or drawn on a border
            x, lean = r.choice(style.x), r.uniform(0, 0.3) * style.w
            _stroke(ink, [(x + lean, style.y), (x - lean, style.y + style.h)], 255, style.nib)
        if r.random() < 0.04:
            y = style.y + style.h * r.choice((r.uniform(-0.25, 0.1), r.uniform(0.92, 1.25)))
            x = r.uniform(0, style.width * 0.7)
            _stroke(ink, [(x, y), (x + r.uniform(1, 9) * style.w, y + r.gauss(0, 2))], r.uniform(100, 255), style.nib)
        for _ in range(r.randrange(int(2 + 5 * style.s))):
            x, y = r.uniform(0, style.width), r.uniform(0, style.height)
            dx, dy = r.gauss(0, 1.5 if r.random() < 0.85 else 12), r.gauss(0, 1.5)
            _stroke(ink, [(x, y), (x + dx, y + dy)], r.uniform(60, 255), r.uniform(0.6, 2.6))

    # ---- the scanner ----------------------------------------------------------------------------------------------

    def _scan(self, ink, print_, style, labels):
        r, s = self._random, style.s
        ink *= style.pen / 255
        dark = ink + print_ * (1 - ink / 255)
        if style.fade:
            ramp = np.linspace(r.uniform(0.5, 1), r.uniform(0.5, 1), dark.shape[1], dtype=np.float32)
            dark *= ramp
        # turned and at the scanner's resolution
        turn = math.radians(r.gauss(0, 0.3 + 1.2 * s))
        f = style.zoom
        cos, sin = math.cos(turn) * f, math.sin(turn) * f
        height, width = dark.shape
        out_w, out_h = int(width * f) + 2, int(height * f + abs(sin) * width) + 4
        move = np.array([[cos, -sin, 1 + r.random()], [sin, cos, 1 + r.random() + max(0.0, -sin * width)]], np.float64)
        if f < 0.8:
            dark = cv2.GaussianBlur(dark, (0, 0), 0.35 / f)
        dark = cv2.warpAffine(dark, move, (out_w, out_h), flags=cv2.INTER_LINEAR)
        sigma = r.uniform(0, 0.55 + 0.7 * s) * (0.6 + 0.4 * min(1, f))
        if sigma > 0.25:
            dark = cv2.GaussianBlur(dark, (0, 0), sigma)
        if r.random() < 0.1:  # a sharpening scanner
            dark = dark + r.uniform(0.3, 1.2) * (dark - cv2.GaussianBlur(dark, (0, 0), 1.2))
        paper = r.uniform(200 - 60 * s, 254)
        contrast = r.uniform(0.6 if r.random() < 0.3 * s else 0.85, 1.1)
        grey = paper * (1 - np.clip(dark, -40, 255) * (contrast / 265))
        shade = r.gauss(0, 4 + 10 * s)
        grey = grey + np.linspace(-shade, shade, out_w, dtype=np.float32)
        if r.random() < 0.06 * (1 + s):  # the shadow of a fold
            across = np.arange(out_w, dtype=np.float32) - r.uniform(0, out_w)
            grey = grey - r.uniform(10, 70) * np.exp(-((across / r.uniform(4, 30)) ** 2))
        level = r.uniform(0.5, 5 + 11 * s)
        x, y = r.randrange(60), r.randrange(60)
        grain = self._noise[y : y + out_h, x : x + out_w]
        if grain.shape == grey.shape:
            if r.random() < 0.4:
                grain = cv2.GaussianBlur(grain, (3, 3), 0) * 1.7
            grey = grey + grain * level
        if style.bilevel:
            threshold = paper * r.uniform(0.72, 0.93)
            pixels = np.where(grey < threshold, 0, 255).astype(np.uint8)
        else:
            pixels = np.clip(grey, 0, 255).astype(np.uint8)
            if r.random() < 0.85:
                quality = r.randint(int(72 - 40 * s), 92)
                pixels = cv2.imdecode(
                    cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE
                )
        return Row(pixels, self._believed(style, move), labels, NORMAL + int(s > 0.5))

    def _believed(self, style, move):
        """The boxes' corners where a finder would have put them: all a little off, single ones a little more."""
        r = self._random
        far = r.random() < 0.12
        row = [r.gauss(0, 0.09 if far else 0.03) for _ in range(2)]
        grow = [r.gauss(0, 0.04 if far else 0.015) for _ in range(2)]
        corners = []
        for x in style.x:
            dx, dy = (row[k] + r.gauss(0, 0.015) for k in range(2))
            left, right = x + (dx - grow[0]) * style.w, x + style.w * (1 + dx + grow[0])
            top, low = style.y + (dy - grow[1]) * style.h, style.y + style.h * (1 + dy + grow[1])
            for px, py in ((left, top), (right, top), (right, low), (left, low)):
                corners.append(move[:, :2] @ (px, py) + move[:, 2])
        return np.array(corners)


class _Style:
    """How one row is printed, written and scanned."""

    def __init__(self, r, s, kind):
        self.s, self.kind = s, kind
        self.w = r.uniform(40, 62)
        self.h = self.w * r.choice((r.uniform(0.9, 1.2), r.uniform(1.1, 1.5)))
        self.zoom = r.choice((r.uniform(22, 32), r.uniform(30, 42), r.uniform(38, 54), r.uniform(38, 54), r.uniform(45, 66)))
        self.zoom /= self.w
        self.count = r.randint(8, 24)
        self.gap = 0 if r.random() < 0.75 else r.uniform(0.04, 0.35) * self.w
        self.groups = r.random() < (0.6 if kind == "digits" else 0.08)
        self.group_gap = self.w * (1 if r.random() < 0.5 else r.uniform(0.2, 1.6))
        self.slashes = 1 if r.random() < 0.5 else 0
        self.written_slashes = 1 if self.slashes == 0 and r.random() < 0.4 else 0
        self.between = r.uniform(0.1, 0.5) * self.h
        self.rows = [0] + [row for row in (-1, 1) if r.random() < 0.35]
        # print: hair lines of a pale grey to black ones of three pixels
        self.line = r.choice((r.uniform(0.8, 1.6), r.uniform(1, 3), r.uniform(2, 3.6)))
        self.tone = r.choice((r.uniform(60, 130), r.uniform(110, 200), r.uniform(190, 255)))
        self.keep = 1 if r.random() < 0.85 else r.uniform(0.8, 1)
        self.closed = r.random() < 0.93
        self.upright = 1 if self.closed and r.random() < 0.9 else r.uniform(0.35, 1)
        # hand
        self.size = r.choice((r.uniform(0.42, 0.62), r.uniform(0.55, 0.85), r.uniform(0.55, 0.85), r.uniform(0.8, 1.12)))
        self.vary = r.uniform(0.03, 0.12)
        self.small = 0.02 if r.random() < 0.8 else 0.3
        self.small_letters, self.title = 0.0, False  # small: how many of the letters; title: some capitals among them
        self.true_to_size = r.uniform(0.2, 1)  # of small letters: 0 fills the box as a capital does
        self.widest = r.uniform(0.72, 1.15)
        self.stretch = r.gauss(0, 0.12)
        self.slant = -r.gauss(0.04, 0.12)
        self.lean = r.gauss(0, 3)
        wild = r.random() < 0.15
        self.dx = r.uniform(-0.3, 0.3) if wild else r.gauss(0, 0.06)
        self.dy = r.uniform(-0.3, 0.3) if wild else r.gauss(0.01, 0.06)
        self.stray = r.uniform(0.02, 0.07 + 0.07 * s)
        self.bend = r.uniform(0.3, 1.1)
        self.empty = r.choice((0.03, 0.08, 0.25))
        # pen: ball pen, fine liner, pencil, thick felt
        tool = r.random()
        self.crisp = r.uniform(1.2, 3.5)
        self.edge = r.uniform(70, 150)
        self.nib = r.uniform(1.5, 4) * self.w / 48
        self.blot = False
        self.grain, self.texture, self.skips = None, 0.0, 0.02 + 0.05 * s
        self.pen = r.uniform(150, 250)
        if tool < 0.2:  # pencil, and pens that run dry
            self.pen = r.uniform(60, 150)
            self.grain, self.texture = r.randrange(4), r.uniform(0.15, 0.6)
        elif tool < 0.35:  # thin
            self.edge, self.nib = r.uniform(140, 185), r.uniform(1, 2) * self.w / 48
        elif tool < 0.47:  # felt
            self.edge, self.nib = r.uniform(40, 110), r.uniform(3.5, 6.5) * self.w / 48
            self.blot = r.random() < 0.4
        elif tool < 0.65:
            self.grain, self.texture = r.randrange(5), r.uniform(0.1, 0.35)
        self.fade = r.random() < 0.1
        self.bilevel = r.random() < 0.08 + 0.06 * s


def _rule(layer, points, tone, width):
    """A printed line; thinner than a pixel it is paler."""
    whole = max(1, round(width))
    _polyline(layer, points, tone * min(1.0, width / whole), whole, (0, 0))


def _stroke(ink, points, strength, width):
    """A written line, laid over what is there without weakening it."""
    whole = max(1, round(width))
    reach = whole + 2
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, y0 = max(0, int(min(xs)) - reach), max(0, int(min(ys)) - reach)
    target = ink[y0 : int(max(ys)) + reach + 1, x0 : int(max(xs)) + reach + 1]
    if target.size:
        layer = np.zeros(target.shape, np.uint8)
        _polyline(layer, points, strength * min(1.0, width / whole), whole, (x0, y0))
        np.maximum(target, layer, out=target)


def _polyline(layer, points, tone, width, origin):
    path = np.array([[(int((x - origin[0]) * 16), int((y - origin[1]) * 16)) for x, y in points]], np.int32)
    cv2.polylines(layer, path, False, int(min(255, tone)), width, cv2.LINE_AA, 4)


_ELLIPSE = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))


if __name__ == "__main__":
    from train import sampling_chances

    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", required=True, help="folder of the handwritten glyphs")
    options.add_argument("--writers", default="training", choices=("training", "validation", "test"))
    options.add_argument("--rows", type=int, required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--fonts", type=Path, help="folder of handwritten fonts, for rows with small letters")
    options.add_argument("--small", type=float, default=0.0, help="rows of letters that hold small ones (default %(default)s)")
    options.add_argument("--digits", type=float, default=DIGITS, help="rows of digits (default %(default)s)")
    chosen = options.parse_args()
    members = getattr(glyphs.load(chosen.data), chosen.writers)()
    letters = small.load(chosen.fonts) if chosen.fonts else None
    painter = RowPainter(members, sampling_chances(members), chosen.seed, letters, chosen.small, chosen.digits)
    with open(chosen.out, "wb") as out:
        for _ in range(chosen.rows):
            out.write(painter.row().bytes())

"""Handwriting of people who are kept out of training, as outlines that any pen can follow.

A glyph is kept as its signed distance to the edge of the ink, so that one page has one pen however wide the strokes of
the collections are.
"""
import gzip
import os

import cv2
import numpy as np

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CLASSES = LETTERS + "0123456789"
FINE = 5  # a collection's pixel is so many of ours
UJI = 1_000_000  # added to that collection's writers
UNKNOWN = (2, 3)  # collections that don't say who wrote: NIST, MNIST
CANDIDATES = 40  # writers looked at for a page: more would always find the ones with the most letters


class Glyph:
    """One character: its distance field (positive in ink, in fine pixels), the box of its ink and its stroke's width.

    The field is mostly that of the strokes' middle lines, made as wide as the stroke is: pens write one width, and the
    collections' few pixels fill corners and swell crossings.
    """

    def __init__(self, image, label, writer, source):
        self.image, self.label, self.writer, self.source = image, label, writer, source
        self._field = None

    def field(self):
        if self._field is None:
            big = cv2.resize(self.image, None, fx=FINE, fy=FINE, interpolation=cv2.INTER_CUBIC)
            big = cv2.GaussianBlur(big, (0, 0), 0.35 * FINE)
            big = cv2.copyMakeBorder(big, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=0)
            ink = (big > 0.38 * max(60, int(big.max()))).astype(np.uint8)
            inside = cv2.distanceTransform(ink, cv2.DIST_L2, 3)
            outside = cv2.distanceTransform(1 - ink, cv2.DIST_L2, 3)
            ridge = inside[(inside >= cv2.dilate(inside, np.ones((3, 3)))) & (inside > 0.8)]
            width = 2 * float(np.median(ridge)) if ridge.size else FINE
            ys, xs = np.nonzero(ink)
            box = (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1) if xs.size else (24, 24, 25, 25)
            edge = inside - outside
            middle = cv2.ximgproc.thinning(ink * 255)
            if middle.any():
                line = width / 2 - cv2.distanceTransform(255 - middle, cv2.DIST_L2, 5)
                edge = 0.75 * cv2.GaussianBlur(line, (0, 0), 1.5) + 0.25 * edge
            self._field = edge.astype(np.float32), box, width
        return self._field

    def slant(self):
        """Of its strokes, as dx over dy of the ink's second moments, in -1 to 1; tells hands apart roughly."""
        m = cv2.moments(self.image)
        return float(np.clip(m["mu11"] / (m["mu02"] + 1e-6), -1, 1)) if m["m00"] else 0.0


def read_idx(path, dtype):
    data = gzip.open(path).read()
    shape = [int.from_bytes(data[4 + 4 * i:8 + 4 * i], "big") for i in range(data[3])]
    return np.frombuffer(data[4 + 4 * data[3]:], dtype).reshape(shape)


def fold_of(keys):
    return ((keys.astype(np.int64) * 2654435761 % 2 ** 32) >> 16) % 10


class Hands:
    """The writers that validate: fold 0 of the split by writer, and UJI's writers whose number five divides."""

    def __init__(self, folder):
        def at(name):
            return os.path.join(folder, name)

        images = read_idx(at("train-images-idx3-ubyte.gz"), np.uint8)
        labels = read_idx(at("train-labels-idx1-ubyte.gz"), np.uint8)
        sources = read_idx(at("train-sources-idx1-ubyte.gz"), np.uint8)
        writers = read_idx(at("train-writers-idx1-int.gz"), ">i4").astype(np.int64)
        index = np.arange(len(writers))
        unknown = np.isin(sources, UNKNOWN)
        kept = np.nonzero(fold_of(np.where(unknown, index, writers)) == 0)[0]
        # Nobody knows who wrote the unknown ones: each glyph is a writer of its own.
        self.glyphs = [Glyph(images[i], CLASSES[labels[i]], -int(i) if unknown[i] else int(writers[i]), int(sources[i]))
                       for i in kept]
        images = read_idx(at("uji-images-idx3-ubyte.gz"), np.uint8)
        labels = read_idx(at("uji-labels-idx1-ubyte.gz"), np.uint8)
        writers = read_idx(at("uji-writers-idx1-int.gz"), ">i4")
        self.glyphs += [Glyph(images[i], CLASSES[labels[i]], UJI + int(writers[i]), 5)
                        for i in np.nonzero(writers % 5 == 0)[0]]
        self.by_class = {c: [g for g in self.glyphs if g.label == c] for c in CLASSES}
        self.by_writer = {}
        for g in self.glyphs:
            self.by_writer.setdefault(g.writer, {}).setdefault(g.label, []).append(g)
        self.letter_writers = sorted(w for w, own in self.by_writer.items() if w >= 0 and set(own) & set(LETTERS))
        self.digit_writers = {
            "uji": sorted(w for w in self.by_writer if w >= UJI),
            "semeion": sorted(w for w in self.by_writer if 600_000 <= w < UJI and len(self.by_writer[w]) > 8),
            "tablet": sorted(w for w in self.by_writer if 300_000 <= w < 400_000),
        }

    def style(self, writer):
        own = [g for gs in self.by_writer[writer].values() for g in gs][:12]
        return np.array([np.mean([g.field()[2] for g in own]) / 8, np.mean([g.slant() for g in own])])

    def hand(self, text, rng):
        """Somebody who writes this text: one writer's letters, those that lack from writers whose hand is alike."""
        letters = sorted(set(text) & set(LETTERS))
        some = [self.letter_writers[i] for i in rng.choice(len(self.letter_writers), CANDIDATES, replace=False)]
        who = max(some, key=lambda w: len(set(letters) & set(self.by_writer[w]))) if letters else some[0]
        own = dict(self.by_writer[who])
        like = self.style(who)
        for letter in letters:
            if letter not in own:
                own[letter] = [self.alike(letter, like, rng)]
        kind = rng.choice(["uji", "semeion", "tablet", "mnist"], p=[0.45, 0.15, 0.1, 0.3])
        if kind == "mnist":
            digits, counter = {}, 0
            for d in "0123456789":
                digits[d] = [self.alike(d, like, rng, source=3) for _ in range(2)]
        else:
            counter = self.digit_writers[kind][rng.integers(len(self.digit_writers[kind]))]
            digits = {d: self.by_writer[counter].get(d) or [self.alike(d, like, rng, source=4)] for d in "0123456789"}
        own.update(digits)
        return Hand(own, f"{who}/{counter}")

    def alike(self, label, like, rng, source=None):
        pool = [g for g in self.by_class[label] if source is None or g.source == source] or self.by_class[label]
        pool = [pool[i] for i in rng.choice(len(pool), min(12, len(pool)), replace=False)]
        return min(pool, key=lambda g: abs(g.field()[2] / 8 - like[0]) + 1.5 * abs(g.slant() - like[1]))


class Hand:
    """One pupil's letters and digits."""

    def __init__(self, glyphs, name):
        self.glyphs, self.name = glyphs, name

    def glyph(self, character, rng):
        own = self.glyphs[character]
        return own[rng.integers(len(own))]

"""Cells that the reader itself cut from drawn pages and rows (`./korrigo bench cells` and `rows`), and what stands in them."""

import math
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

import glyphs

QUALITIES = ("easy", "normal", "hard", "worst")
BALANCE = 0.5  # of the classes, as in train.py; a page has mostly common letters
SHIFT = 2  # most pixels by which a cell is moved each time it is seen


class PageCells(NamedTuple):
    """Patches are n x side x side uint8 with ink high; the other arrays hold one entry for each patch."""

    patches: np.ndarray
    labels: np.ndarray
    qualities: np.ndarray

    def draw(self, count, rng):
        """Cells by lot, rarer classes more often than they come; each a little changed, as another cutter's would be."""
        chosen = np.searchsorted(self._chances(), rng.random(count)).clip(max=len(self.labels) - 1)
        return np.stack([_changed(patch, rng) for patch in self.patches[chosen]]), self.labels[chosen]

    def _chances(self):
        counts = np.bincount(self.labels, minlength=len(glyphs.CLASSES))
        chances = np.cumsum(counts[self.labels] ** -BALANCE)
        return chances / chances[-1]


def _changed(patch, rng):
    """The patch moved or bent; its ink stronger or weaker, now and then blurred, at one bit, thinner or thicker; with noise."""
    if rng.random() < 0.5:
        x, y = rng.integers(-SHIFT, SHIFT + 1, 2)
        patch = np.roll(patch, (y, x), axis=(0, 1))
    else:
        patch = _bent(patch, rng)
    patch = patch.astype(np.float32) * rng.uniform(0.7, 1.12)
    kind = rng.random()
    if kind < 0.1:
        patch = cv2.GaussianBlur(patch, (0, 0), rng.uniform(0.5, 1.3))
    elif kind < 0.14:
        patch = np.where(patch > rng.uniform(60, 130), 230, 0).astype(np.float32)
    elif kind < 0.18:
        patch = cv2.erode(patch, _PAIR)
    elif kind < 0.22:
        patch = cv2.dilate(patch, _PAIR)
    if rng.random() < 0.5:
        patch = patch + rng.normal(0, rng.uniform(0, 7), patch.shape)
    return np.clip(patch, 0, 255).astype(np.uint8)


def _bent(patch, rng):
    side = len(patch)
    turn, slant = rng.normal(0, 0.06, 2)
    wide, high = 1 + rng.normal(0, 0.06, 2)
    map_ = np.array([[wide * math.cos(turn), slant - math.sin(turn), 0], [math.sin(turn), high * math.cos(turn), 0]])
    middle = np.full(2, (side - 1) / 2)
    map_[:, 2] = middle - map_[:, :2] @ middle + rng.normal(0, 1.2, 2)
    return cv2.warpAffine(patch, map_, (side, side), flags=cv2.INTER_LINEAR)


_PAIR = np.ones((2, 2), np.uint8)


def load(cells, *beginnings):
    """All cells of the folders below `cells` whose names begin with one of these."""
    folders = sorted(folder for begin in beginnings for folder in Path(cells).glob(f"{begin}*"))
    parts = zip(*(_load(folder) for folder in folders), strict=True)
    return PageCells(*(np.concatenate(part) for part in parts))


def _load(folder):
    patches = glyphs.idx(folder / "patches-idx3-ubyte.gz", np.uint8)
    labels = glyphs.idx(folder / "labels-idx1-ubyte.gz", np.uint8).astype(np.int64)
    qualities = glyphs.idx(folder / "qualities-idx1-ubyte.gz", np.uint8)
    return patches, labels, qualities

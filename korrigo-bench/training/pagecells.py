"""Cells that the reader itself cut from drawn pages (`./korrigo bench cells`), and what stands in them."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

import glyphs

QUALITIES = ("easy", "normal", "hard", "worst")
BALANCE = 0.5  # of the classes, as in train.py; a page has mostly common letters
SHIFT = 1  # most pixels by which a cell is moved each time it is seen


class PageCells(NamedTuple):
    """Patches are n x side x side uint8 with ink high; the other arrays hold one entry for each patch."""

    patches: np.ndarray
    labels: np.ndarray
    qualities: np.ndarray

    def draw(self, count, rng):
        """Cells by lot, rarer classes more often than they come; each moved a little, its ink a little changed."""
        counts = np.bincount(self.labels, minlength=len(glyphs.CLASSES))
        chances = counts[self.labels] ** -BALANCE
        chosen = rng.choice(len(self.labels), count, p=chances / chances.sum())
        return np.stack([_changed(patch, rng) for patch in self.patches[chosen]]), self.labels[chosen]


def _changed(patch, rng):
    x, y = rng.integers(-SHIFT, SHIFT + 1, 2)
    patch = np.roll(patch, (y, x), axis=(0, 1)).astype(np.float32) * rng.uniform(0.75, 1.1)
    return np.clip(patch + rng.normal(0, rng.uniform(0, 4), patch.shape), 0, 255).astype(np.uint8)


def load(cells, writers):
    """All cells of these writers: of the folders below `cells` whose names begin with `writers`."""
    folders = sorted(Path(cells).glob(f"{writers}*"))
    parts = zip(*(_load(folder) for folder in folders), strict=True)
    return PageCells(*(np.concatenate(part) for part in parts))


def _load(folder):
    patches = glyphs.idx(folder / "patches-idx3-ubyte.gz", np.uint8)
    labels = glyphs.idx(folder / "labels-idx1-ubyte.gz", np.uint8).astype(np.int64)
    qualities = glyphs.idx(folder / "qualities-idx1-ubyte.gz", np.uint8)
    return patches, labels, qualities

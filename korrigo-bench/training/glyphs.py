"""The handwritten glyphs, and who of their writers is kept out of training."""

import gzip
from pathlib import Path
from typing import NamedTuple

import numpy as np

CLASSES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 #"
BLANK = CLASSES.index(" ")
CROSSED_OUT = CLASSES.index("#")
LETTERS = list(range(26))
DIGITS = list(range(26, 36))

# Collections whose writer number stands for one person or one sitting; elsewhere it means "unknown".
WRITER_KNOWN = (0, 1, 4)
# UJIpenchars2, digits of 60 Spanish writers in files of their own. Their fold is the number modulo 5, so that 0 is the test's,
# as for the pages of ../validation, 1 validates and the others train.
EUROPEAN, EUROPEAN_FOLDS = 5, 5
# Chars74K: its terms allow research, so nothing that is shipped may learn from it.
RESEARCH_ONLY = 1

TEST_FOLD = 0
VALIDATION_FOLD = 1


class Glyphs(NamedTuple):
    """Images are n x 28 x 28 uint8 with ink high; the other arrays hold one entry for each image."""

    images: np.ndarray
    labels: np.ndarray
    sources: np.ndarray
    folds: np.ndarray

    def where(self, mask):
        return Glyphs(*(field[mask] for field in self))

    def training(self):
        return self.where((self.folds > VALIDATION_FOLD) & (self.sources != RESEARCH_ONLY))

    def validation(self):
        return self.where((self.folds == VALIDATION_FOLD) & (self.sources != RESEARCH_ONLY))

    def test(self):
        return self.where((self.folds == TEST_FOLD) & (self.sources != RESEARCH_ONLY))

    def foreign(self):
        """The collection that no model here has learned from: a check on other hands and another way of capture."""
        return self.where(self.sources == RESEARCH_ONLY)


def fold(keys):
    """Fold 0 to 9 of each key (Knuth's multiplicative hash); the page generator computes the same."""
    mixed = (keys.astype(np.uint64) * np.uint64(2654435761)) % np.uint64(2**32)
    return ((mixed >> np.uint64(16)) % np.uint64(10)).astype(np.int64)


def load(folder):
    folder = Path(folder)
    images, labels, writers = _collection(folder, "train")
    sources = idx(folder / "train-sources-idx1-ubyte.gz", np.uint8).astype(np.int64)
    if len(sources) != len(labels):
        raise ValueError(f"{folder}: sources are told of {len(sources)} glyphs, there are {len(labels)}")
    keys = np.where(np.isin(sources, WRITER_KNOWN), writers, np.arange(len(writers)))
    european, their_labels, their_writers = _collection(folder, "uji")
    return Glyphs(
        np.concatenate([images, european]),
        np.concatenate([labels, their_labels]),
        np.concatenate([sources, np.full(len(european), EUROPEAN)]),
        np.concatenate([fold(keys), their_writers % EUROPEAN_FOLDS]),
    )


def _collection(folder, name):
    images = idx(folder / f"{name}-images-idx3-ubyte.gz", np.uint8)
    labels = idx(folder / f"{name}-labels-idx1-ubyte.gz", np.uint8).astype(np.int64)
    writers = idx(folder / f"{name}-writers-idx1-int.gz", np.dtype(">i4")).astype(np.int64)
    if not len(images) == len(labels) == len(writers):
        raise ValueError(f"{folder}: the files of {name} hold different numbers of glyphs")
    return images, labels, writers


def idx(path, dtype):
    """The array in a gzipped IDX file."""
    with gzip.open(path) as file:
        data = file.read()
    dimensions = data[3]
    shape = np.frombuffer(data, ">i4", dimensions, 4)
    return np.frombuffer(data, dtype, offset=4 + 4 * dimensions).reshape(shape)

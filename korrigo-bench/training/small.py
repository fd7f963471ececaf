"""Small letters of handwritten fonts, as glyphs like those of the collections: these hold capitals only.

    npm install @fontsource/caveat @fontsource/patrick-hand ...
    python3 rows.py ... --fonts node_modules --small 0.6

Any folder of WOFF or TrueType files does; the shipped model's are listed in the card. The fonts of `../validation` must not be
among them.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFont

GRID, INK = 28, 20  # as the collections: cut to the ink, the longer side 20 of 28 pixels
DRAWN = 200  # pixels of an em
ROOM = 900
BASELINE = (300, 500)


class SmallLetters(NamedTuple):
    """Images as `Glyphs` has them; height and middle beside a capital's, which has height 1 and middle 0 (below: above 0)."""

    images: np.ndarray
    labels: np.ndarray
    heights: np.ndarray
    middles: np.ndarray


def load(folder):
    """The small letters of all fonts below the folder that have them: some write small capitals instead."""
    letters = [letter for path in _fonts(folder) for letter in _letters(ImageFont.truetype(str(path), DRAWN))]
    if not letters:
        raise ValueError(f"{folder}: no font with small letters there (*-latin-400-normal.woff, *.ttf)")
    return SmallLetters(*(np.array(field) for field in zip(*letters)))


def _fonts(folder):
    packaged = [p for p in Path(folder).rglob("*-latin-400-normal.woff")]
    return sorted(packaged) + sorted(Path(folder).rglob("*.ttf"))


def _letters(face):
    boxes = [face.getbbox(capital, anchor="ls") for capital in "HEN"]
    top, low = (float(np.median([box[edge] for box in boxes])) for edge in (1, 3))
    for k in range(26):
        letter = chr(ord("a") + k)
        if bytes(face.getmask(letter)) == bytes(face.getmask(letter.upper())):
            continue
        image = Image.new("L", (ROOM, ROOM))
        ImageDraw.Draw(image).text(BASELINE, letter, font=face, fill=255, anchor="ls")
        box = image.point(lambda v: 255 * (v > 127)).getbbox()
        if box is not None:
            middle = (box[1] + box[3]) / 2 - BASELINE[1]
            yield _cut(image.crop(box)), k, (box[3] - box[1]) / (low - top), (middle - (top + low) / 2) / (low - top)


def _cut(ink):
    scale = INK / max(ink.size)
    ink = ink.resize([max(1, round(side * scale)) for side in ink.size], Image.BOX)
    glyph = Image.new("L", (GRID, GRID))
    glyph.paste(ink, ((GRID - ink.width) // 2, (GRID - ink.height) // 2))
    return np.asarray(glyph)

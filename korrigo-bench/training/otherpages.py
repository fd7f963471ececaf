"""Takes the header's rows out of pages of another recipe (../validation), for `./korrigo bench rows` to cut.

    python3 otherpages.py rows.bin PAGES...

The boxes are taken where they truly are, but for the fiftieth of a box by which a finder is wrong: what is measured is the
reading of characters, not the finding of rows. For validation only, as all that is drawn there.
"""

import csv
import json
import random
import sys
from pathlib import Path

import cv2
import numpy as np

from glyphs import BLANK, CLASSES, CROSSED_OUT
from pagecells import QUALITIES
from rows import Row

ROWS = {"family": "family", "first": "first", "date": "birth_date", "number": "number"}
UNKNOWN = 255
MARGIN = 1.2  # around a row, in boxes
WRONG = 0.02  # by which a row is misplaced, in boxes


def main(out, folders):
    lots = random.Random(1)
    with open(out, "wb") as file:
        for folder in map(Path, folders):
            quality = QUALITIES.index(folder.name.rsplit("-", 1)[-1])
            geometry = json.loads((folder / "geometry.json").read_text(encoding="utf-8"))
            with open(folder / "truth.csv", encoding="utf-8") as truth:
                for page in csv.DictReader(truth):
                    grey = cv2.imread(str(folder / "pages" / page["file"]), cv2.IMREAD_GRAYSCALE)
                    for field, column in ROWS.items():
                        boxes = geometry[page["file"]].get(field)
                        if boxes:
                            file.write(_row(grey, np.array(boxes), classes(page[column]), quality, lots).bytes())


def _row(grey, boxes, labels, quality, lots):
    labels = (labels + [BLANK] * len(boxes))[: len(boxes)]
    middle = boxes[len(boxes) // 2]
    wide, high = np.linalg.norm(middle[1] - middle[0]), np.linalg.norm(middle[3] - middle[0])
    boxes = boxes + (lots.gauss(0, WRONG) * wide, lots.gauss(0, WRONG) * high)
    corners = boxes.reshape(-1, 2)
    margin = MARGIN * max(wide, high)
    (x0, y0), (x1, y1) = np.maximum(0, corners.min(0) - margin).astype(int), (corners.max(0) + margin).astype(int)
    return Row(np.ascontiguousarray(grey[y0:y1, x0:x1]), corners - (x0, y0), labels, quality)


def classes(text):
    """The class of each box: `#` before a character crosses it out."""
    found, at = [], 0
    while at < len(text):
        if text[at] == "#":
            found.append(CROSSED_OUT)
            at += 2
            continue
        character = " " if text[at] in "-'" else text[at]
        found.append(CLASSES.index(character) if character in CLASSES else UNKNOWN)
        at += 1
    return found


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

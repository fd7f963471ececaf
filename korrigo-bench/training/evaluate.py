"""Measures a model on glyphs whose writers it never saw, drawn as a normal scan, as a bad one, and plainly.

    python3 evaluate.py --data DIR --cells build/cells --model cells.onnx --out report/
"""

import argparse
import csv
import hashlib
import json
from pathlib import Path

import cv2
import numpy as np

import glyphs
import pagecells
from cells import HARD_SCAN, NORMAL_SCAN, CellPainter, plain
from glyphs import BLANK, CLASSES, CROSSED_OUT, DIGITS, LETTERS
from net import DESIGNS, SHIPPED
from pagecells import QUALITIES

BINS = 15
SURE = 0.9995  # what a matcher takes for certain
OTHERS = 1000  # blanks, and as many crossed-out cells, for each kind of row
DRAWS = 3  # of each glyph, so that the luck of one drawing counts less


def log_softmax(logits):
    logits = logits - logits.max(axis=1, keepdims=True)
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


def restricted(logits, labels):
    """Probabilities given the kind of row: letters where a letter stands, digits where a digit stands."""
    allowed = np.zeros_like(logits, dtype=bool)
    allowed[np.ix_(labels < 26, LETTERS)] = True
    allowed[np.ix_((labels >= 26) & (labels < 36), DIGITS)] = True
    return np.exp(log_softmax(np.where(allowed, logits, -1e9)))


def calibration(confidence, right):
    """The table of (lower edge, count, mean confidence, share right) and the expected calibration error."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    table, error = [], 0.0
    for b in range(BINS):
        inside = bins == b
        if inside.any():
            row = (b / BINS, int(inside.sum()), float(confidence[inside].mean()), float(right[inside].mean()))
            table.append(row)
            error += inside.mean() * abs(row[2] - row[3])
    return table, float(error)


def kind_report(logits, labels, members):
    """Figures of the patches whose class is in `members`."""
    mask = np.isin(labels, members)
    logits, labels = logits[mask], labels[mask]
    p = restricted(logits, labels)
    best, right = p.argmax(axis=1), p.argmax(axis=1) == labels
    table, error = calibration(p.max(axis=1), right)
    present = np.unique(labels)
    return {
        "count": int(mask.sum()),
        "right_first": float(right.mean()),
        "right_in_two": float((np.sort(p, axis=1)[:, -2] <= p[np.arange(len(labels)), labels]).mean()),
        "mean_of_classes": float(np.mean([right[labels == c].mean() for c in present])),
        "right_unrestricted": float((logits.argmax(axis=1) == labels).mean()),
        "nll": float(-np.log(np.maximum(p[np.arange(len(labels)), labels], 1e-12)).mean()),
        "ece": error,
        "sure": float((p.max(axis=1) >= SURE).mean()),
        "sure_and_wrong": int((~right[p.max(axis=1) >= SURE]).sum()),
        "calibration": table,
        "confusions": _confusions(labels, best),
    }


def ink_report(logits, labels):
    """Whether a cell is empty, and how far its probability of being empty can be trusted."""
    p = np.exp(log_softmax(logits))
    blank = labels == BLANK
    said = p.argmax(axis=1)
    written = ~blank & (labels != CROSSED_OUT)
    # blanks and written cells count alike, as neither share is known beforehand
    weight = np.where(blank, 0.5 / max(1, blank.sum()), 0.5 / max(1, (~blank).sum()))
    bins = np.minimum((p[:, BLANK] * BINS).astype(int), BINS - 1)
    error = 0.0
    for b in np.unique(bins):
        inside = bins == b
        share = weight[inside].sum()
        error += share * abs(
            (weight[inside] * p[inside, BLANK]).sum() / share - (weight[inside] * blank[inside]).sum() / share
        )
    return {
        "blanks": int(blank.sum()),
        "blank_called_character": _share(said[blank] < 36),
        "blank_called_crossed_out": _share(said[blank] == CROSSED_OUT),
        "character_called_blank": float((said[written] == BLANK).mean()),
        "character_called_crossed_out": float((said[written] == CROSSED_OUT).mean()),
        "crossed_out": int((labels == CROSSED_OUT).sum()),
        "crossed_out_found": _share(said[labels == CROSSED_OUT] == CROSSED_OUT),
        "blank_with_p_under_0.01": _share(p[blank, BLANK] < 0.01),
        "character_with_blank_over_0.5": float((p[written, BLANK] > 0.5).mean()),
        "blank_ece": float(error),
    }


def _share(holds):
    return float(holds.mean()) if holds.size else 0.0


def draw(set_of_glyphs, severity, seed, others=OTHERS, times=1):
    """Every glyph some times at the severity (None: plainly; "mixed": any), then blanks and crossed-out cells."""
    painter = CellPainter(set_of_glyphs.images, seed)
    rng = np.random.default_rng(seed)
    labels = set_of_glyphs.labels
    if severity is None:
        return np.stack([plain(image) for image in set_of_glyphs.images]), labels.copy()
    indices = np.concatenate([np.tile(np.arange(len(labels)), times), rng.integers(0, len(labels), 2 * others)])
    labels = np.concatenate([np.tile(labels, times), np.full(others, BLANK), np.full(others, CROSSED_OUT)])
    level = rng.random(len(labels)) if severity == "mixed" else np.full(len(labels), severity)
    patches = np.stack([painter.paint(i, c, s) for i, c, s in zip(indices.tolist(), labels.tolist(), level.tolist())])
    return patches, labels


def report(predict, data, seed=7):
    """All figures; `predict` takes n x 48 x 48 uint8 and gives n x 38 logits."""
    sets = {
        "normal scan": (data.test(), NORMAL_SCAN),
        "hard scan": (data.test(), HARD_SCAN),
        "plain": (data.test(), None),
        "chars74k, normal scan": (data.foreign(), NORMAL_SCAN),
    }
    figures = {}
    for name, (members, severity) in sets.items():
        # as in a row of a header, letters have letters for neighbours, and digits digits
        parts = [draw(members.where(of_kind), severity, seed, times=DRAWS) for of_kind in _kinds(members.labels)]
        patches, labels = (np.concatenate(arrays) for arrays in zip(*parts))
        logits = predict(patches)
        figures[name] = {
            "capitals": kind_report(logits, labels, LETTERS),
            "digits": kind_report(logits, labels, DIGITS),
        }
        if severity is not None:
            figures[name]["ink"] = ink_report(logits, labels)
        figures[name]["matrix"] = matrix(logits, labels)
    return figures


def cut_report(predict, pages, name):
    """Figures of the cells that were cut, for each quality of scan: "normal pages", if `name` is "pages"."""
    figures = {}
    for k, quality in enumerate(QUALITIES):
        of_quality = pages.qualities == k
        if not of_quality.any():
            continue
        labels = pages.labels[of_quality]
        logits = predict(pages.patches[of_quality])
        figures[f"{quality} {name}"] = {
            "capitals": kind_report(logits, labels, LETTERS),
            "digits": kind_report(logits, labels, DIGITS),
            "ink": ink_report(logits, labels),
            "matrix": matrix(logits, labels),
        }
    return figures


def calibration_cells(data, pages):
    """Cells of the writers that calibrate: drawn alone at any severity, and all that were cut from pages."""
    patches, labels = draw(data.validation(), "mixed", seed=5)
    if pages:
        patches, labels = np.concatenate([patches, pages.patches]), np.concatenate([labels, pages.labels])
    return patches, labels


def reduced(patches, side):
    """Patches of any size at `side` x `side` pixels, as the reader's cutter reduces them."""
    if patches.shape[1] == side:
        return patches
    return np.stack([cv2.resize(patch, (side, side), interpolation=cv2.INTER_AREA) for patch in patches])


def onnx_predictor(path, side=DESIGNS[SHIPPED][0]):
    """The model as the Java side runs it: by OpenCV's dnn; it takes `side` x `side` pixels."""
    net = cv2.dnn.readNetFromONNX(str(path))

    def predict(patches):
        parts = []
        for start in range(0, len(patches), 64):
            batch = list(reduced(patches[start : start + 64], side))
            net.setInput(cv2.dnn.blobFromImages(batch, 1 / 255.0, (side, side)))
            parts.append(net.forward().copy())
        return np.concatenate(parts)

    return predict


def write(figures, model, out):
    """figures.json, summary.md, and one confusion matrix (as CSV) for each set, with the row's kind known."""
    out.mkdir(parents=True, exist_ok=True)
    for name, part in figures.items():
        write_matrix(part.pop("matrix"), out / f"confusion-{name.replace(', ', '-').replace(' ', '-')}.csv")
    digest = hashlib.sha256(Path(model).read_bytes()).hexdigest()
    (out / "figures.json").write_text(json.dumps({"sha256": digest, "sets": figures}, indent=1) + "\n")
    (out / "summary.md").write_text(summary(figures, digest))


def write_matrix(counts, path):
    with open(path, "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["truth \\ read", *CLASSES.replace(" ", "_")])
        for label, row in zip(CLASSES.replace(" ", "_"), counts):
            rows.writerow([label, *row])


def summary(figures, digest):
    lines = [f"Model SHA-256 `{digest}`.", ""]
    lines += ["| set | kind | cells | right first | in first two | mean of classes | row's kind unknown | ECE | NLL | sure | sure and wrong |"]
    lines += ["|---|---|---|---|---|---|---|---|---|---|---|"]
    for name, part in figures.items():
        for kind in ("capitals", "digits"):
            k = part[kind]
            lines.append(
                f"| {name} | {kind} | {k['count']} | {k['right_first']:.2%} | {k['right_in_two']:.2%} |"
                f" {k['mean_of_classes']:.2%} | {k['right_unrestricted']:.2%} | {k['ece']:.2%} | {k['nll']:.4f} |"
                f" {k['sure']:.1%} | {k['sure_and_wrong']} |"
            )
    lines += ["", "| set | blank read as a character | as crossed out | character read as blank | as crossed out |"]
    lines[-1] += " crossed out found | ECE of p(blank) |"
    lines += ["|---|---|---|---|---|---|---|"]
    for name, part in figures.items():
        if "ink" in part:
            i = part["ink"]
            lines.append(
                f"| {name} | {i['blank_called_character']:.2%} | {i['blank_called_crossed_out']:.2%} |"
                f" {i['character_called_blank']:.2%} | {i['character_called_crossed_out']:.2%} |"
                f" {i['crossed_out_found']:.2%} | {i['blank_ece']:.2%} |"
            )
    for name in ("normal scan", "hard scan"):
        for kind in ("capitals", "digits"):
            k = figures[name][kind]
            lines += ["", f"{name}, {kind}: commonest confusions (truth, read, cells): "]
            lines[-1] += ", ".join(f"{t}→{r} {n}" for t, r, n in k["confusions"]) + "."
    for name in ("normal scan", "hard scan"):
        lines += ["", f"Calibration, {name}, {BINS} bins:", "", "| kind | bin from | cells | mean p | right |"]
        lines += ["|---|---|---|---|---|"]
        for kind in ("capitals", "digits"):
            for low, count, mean, right in figures[name][kind]["calibration"]:
                lines.append(f"| {kind} | {low:.3f} | {count} | {mean:.3f} | {right:.3f} |")
    return "\n".join(lines) + "\n"


def _kinds(labels):
    return labels < 26, labels >= 26


def matrix(logits, labels):
    """How often each class (row) was read as each (column), the row's kind known; blank and crossed out as they compete."""
    known = labels < 36
    best = logits.argmax(axis=1)
    best[known] = restricted(logits[known], labels[known]).argmax(axis=1)
    counts = np.zeros((len(CLASSES), len(CLASSES)), int)
    np.add.at(counts, (labels, best), 1)
    return counts.tolist()


def _confusions(labels, best, most=15):
    wrong = labels != best
    pairs, counts = np.unique(np.stack([labels[wrong], best[wrong]], axis=1), axis=0, return_counts=True)
    order = np.argsort(-counts, kind="stable")[:most]
    return [(CLASSES[pairs[k][0]], CLASSES[pairs[k][1]], int(counts[k])) for k in order]


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", required=True, help="folder of the handwritten glyphs")
    options.add_argument("--cells", type=Path, help="folder with cells that were cut: calibration*/, test*/, wide*/, other*/")
    options.add_argument("--model", required=True, help="the ONNX file")
    options.add_argument("--out", type=Path, required=True, help="folder for the report")
    chosen = options.parse_args()
    predictor, data = onnx_predictor(chosen.model), glyphs.load(chosen.data)
    measured = report(predictor, data)
    calibrating = None
    if chosen.cells:
        for folders, name in (("test", "pages"), ("wide", "rows"), ("other", "other recipe")):
            if any(chosen.cells.glob(f"{folders}*")):
                measured.update(cut_report(predictor, pagecells.load(chosen.cells, folders), name))
        calibrating = pagecells.load(chosen.cells, "calibration")
    write(measured, chosen.model, chosen.out)
    patches, labels = calibration_cells(data, calibrating)
    write_matrix(matrix(predictor(patches), labels), chosen.out / "confusion-calibration.csv")
    print((chosen.out / "summary.md").read_text())

"""Trains the character model from handwritten glyphs and writes it as ONNX.

    python3 train.py --data ../../shared/handwriting --cells build/cells --out build/
"""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

import compare
import evaluate
import glyphs
import pagecells
from cells import CellPainter
from glyphs import BLANK, CROSSED_OUT, DIGITS, EUROPEAN, LETTERS
from net import DESIGNS, SHIPPED, CellNet, deployable, export, grow, parameter_count

CHUNK = 8192
BATCH = 128
RATE = 1.5e-3
WARM_UP = 40_000  # patches
FALL = 0.35  # of the training, at the end
WEIGHT_DECAY = 0.02
AVERAGE = 0.999  # of the weights that are kept, per batch

# What a training cell holds. Within the letters a class counts by a power of its number of glyphs: flat enough that a
# W is learned, not so flat that the commonest letters of names pay for it (0: as they come, 1: all alike).
BALANCE = 0.7
SEVERITY = 1.5  # a power of the lot: good scans more often than bad ones
SHARE_LETTERS, SHARE_DIGITS, SHARE_BLANK, SHARE_CROSSED_OUT = 0.50, 0.36, 0.09, 0.05
# Of the training cells so many were cut by the reader, where there are any: from drawn rows, and from drawn pages.
SHARES_CUT = {"rows": 0.6, "training": 0.22}
SHARE_TEACHER = 0.5  # of the loss: a label in a hundred is wrong, and only a teacher says how alike two letters are
# Most digits are American, who write a 7 as others do a 1: French pupils' 1 and 7 are those of Spain and Italy.
EUROPEANS, THEIR_WEIGHT, THEIR_ONE_AND_SEVEN = (4, EUROPEAN), 3.0, 10.0


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", required=True, help="folder of the handwritten glyphs")
    options.add_argument("--out", type=Path, required=True, help="folder for checkpoints, model and report")
    options.add_argument("--cells", type=Path, help="folder with cells that were cut: rows*/, training*/, calibration*/")
    options.add_argument("--patches", type=int, default=1_179_648, help="patches to see (default %(default)s)")
    options.add_argument("--designs", default=SHIPPED, help="of net.py, with commas: learn side by side from one drawing")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--teacher", type=Path, help="a model whose answers are learned beside the labels (ONNX)")
    options.add_argument("--grow", type=Path, help="a smaller model to begin with (ONNX)")
    options.add_argument("--resume", action="store_true", help="go on from the checkpoints in the folder")
    chosen = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    chosen.out.mkdir(parents=True, exist_ok=True)

    data = glyphs.load(chosen.data)
    cut = {part: pagecells.load(chosen.cells, part) for part in SHARES_CUT} if chosen.cells else {}
    calibrating = pagecells.load(chosen.cells, "calibration") if chosen.cells else None
    learners = [Learner(name, chosen.out / name, chosen.resume) for name in chosen.designs.split(",")]
    if chosen.grow and not chosen.resume:
        for learner in learners:
            learner.grow(chosen.grow, cut["rows"].patches[:3000])
    train(learners, data, cut, chosen)
    kept_out = evaluate.calibration_cells(data, calibrating)
    sets = compare.sets(data, calibrating)
    compared = {}
    for learner in learners:
        temperature = fit_temperature(learner.average, *kept_out)
        path = learner.folder / "cells.onnx"
        export(deployable(learner.average, temperature), learner.average.side, path)
        compared[learner.name] = {
            "parameters": parameter_count(learner.average),
            "temperature": temperature,
            **compare.figures(evaluate.onnx_predictor(path, learner.average.side), sets),
        }
        (chosen.out / "designs.json").write_text(json.dumps(compared, indent=1) + "\n")
    print(compare.table(compared), flush=True)


class Learner:
    """A net on its way, the running average of its weights, and the folder where both are kept."""

    def __init__(self, name, folder, resume):
        self.name, self.folder, self.chunk = name, folder, 0
        folder.mkdir(parents=True, exist_ok=True)
        self.model = CellNet(name).to(memory_format=torch.channels_last)
        self.average = CellNet(name)
        self.average.load_state_dict(self.model.state_dict())
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=RATE, weight_decay=WEIGHT_DECAY)
        if resume and (folder / "checkpoint.pt").exists():
            state = torch.load(folder / "checkpoint.pt")
            self.model.load_state_dict(state["model"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.chunk = state["chunk"]

    def grow(self, smaller, patches):
        grow(self.model, smaller, evaluate.reduced(patches, self.model.side))
        self.average.load_state_dict(self.model.state_dict())

    def learn(self, patches, labels, taught, chunks):
        """One chunk of patches, the next of `chunks`, and what the teacher says of them; answers with the mean loss."""
        self.model.train()
        total = 0.0
        batches = CHUNK // BATCH
        for k in range(batches):
            rate = learning_rate(self.chunk * CHUNK + k * BATCH, chunks * CHUNK)
            for group in self.optimizer.param_groups:
                group["lr"] = rate
            part = slice(k * BATCH, (k + 1) * BATCH)
            inputs = evaluate.reduced(patches[part], self.model.side)
            inputs = (torch.from_numpy(inputs).float() / 255).unsqueeze(1).contiguous(memory_format=torch.channels_last)
            logits = self.model(inputs)
            loss = functional.cross_entropy(logits, torch.from_numpy(labels[part]))
            if taught is not None:
                loss = loss.lerp(functional.cross_entropy(logits, torch.from_numpy(taught[part])), SHARE_TEACHER)
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            self.optimizer.step()
            total += loss.item()
            seen = self.chunk * batches + k
            keep = min(AVERAGE, (seen + 1) / (seen + 20))
            with torch.no_grad():
                for kept, new in zip(self.average.state_dict().values(), self.model.state_dict().values()):
                    if kept.dtype.is_floating_point:
                        kept.lerp_(new, 1 - keep)
                    else:
                        kept.copy_(new)
        self.chunk += 1
        return total / batches

    def save(self):
        state = {"model": self.model.state_dict(), "average": self.average.state_dict()}
        torch.save({**state, "optimizer": self.optimizer.state_dict(), "chunk": self.chunk}, self.folder / "checkpoint.pt")


def train(learners, data, cut, chosen):
    """Every learner sees the same patches in the same order."""
    seen = data.training()
    chunks = math.ceil(chosen.patches / CHUNK)
    chances = sampling_chances(seen)
    painter = CellPainter(seen.images, chosen.seed)
    teacher = evaluate.onnx_predictor(chosen.teacher, DESIGNS[SHIPPED][0]) if chosen.teacher else None
    started = time.time()
    for chunk in range(min(learner.chunk for learner in learners), chunks):
        rng = np.random.default_rng((chosen.seed, chunk))
        painter.restart(chosen.seed * 1_000_003 + chunk)
        patches, labels = draw_chunk(painter, seen, chances, rng, cut)
        taught = np.exp(compare.shifted(teacher, patches)).astype(np.float32) if teacher else None
        losses = [learner.learn(patches, labels, taught, chunks) for learner in learners if learner.chunk == chunk]
        if chunk % 4 == 3 or chunk == chunks - 1:
            for learner in learners:
                learner.save()
            print(f"{(chunk + 1) * CHUNK} patches {time.time() - started:.0f} s loss {np.round(losses, 4)}", flush=True)


ONE_AND_SEVEN = (27, 33)


def sampling_chances(seen):
    """The chance of each glyph, summing to 1 over the letters and to 1 over the digits."""
    counts = np.bincount(seen.labels, minlength=36)
    theirs = np.where(np.isin(seen.labels, ONE_AND_SEVEN), THEIR_ONE_AND_SEVEN, THEIR_WEIGHT)
    weights = np.where(np.isin(seen.sources, EUROPEANS), theirs, 1.0)
    letters = np.where(seen.labels < 26, counts[seen.labels] ** -BALANCE, 0.0) * weights
    in_class = np.bincount(seen.labels, weights, minlength=36)
    digits = np.where(seen.labels >= 26, weights / in_class[seen.labels], 0.0)
    return letters / letters.sum(), digits / digits.sum()


def draw_chunk(painter, seen, chances, rng, cut):
    parts = [cells.draw(int(CHUNK * SHARES_CUT[part]), rng) for part, cells in cut.items()]
    parts.append(_drawn_alone(CHUNK - sum(len(labels) for _, labels in parts), painter, seen, chances, rng))
    order = rng.permutation(CHUNK)
    return tuple(np.concatenate(arrays)[order] for arrays in zip(*parts))


def _drawn_alone(count, painter, seen, chances, rng):
    letters = rng.choice(len(seen.labels), count, p=chances[0])
    digits = rng.choice(len(seen.labels), count, p=chances[1])
    lot = rng.random(count)
    is_digit = rng.random(count) < SHARE_DIGITS / (SHARE_LETTERS + SHARE_DIGITS)
    indices = np.where(is_digit, digits, letters)
    labels = seen.labels[indices]
    labels = np.where(lot < SHARE_BLANK + SHARE_CROSSED_OUT, CROSSED_OUT, labels)
    labels = np.where(lot < SHARE_BLANK, BLANK, labels)
    severity = rng.random(count) ** SEVERITY
    patches = [painter.paint(i, c, s) for i, c, s in zip(indices.tolist(), labels.tolist(), severity.tolist())]
    return np.stack(patches), labels


def learning_rate(done, patches):
    """Rises, stays, and falls to nothing: a checkpoint of the long middle serves a training of any length."""
    return RATE * min(0.1 + done / WARM_UP, 1.0, (patches - done) / (FALL * patches))


def predictor(model):
    model = model.eval()

    def predict(patches):
        inputs = torch.from_numpy(evaluate.reduced(patches, model.side)).unsqueeze(1)
        with torch.no_grad():
            return torch.cat([model(part.float() / 255) for part in inputs.split(256)]).numpy()

    return predict


def fit_temperature(model, patches, labels):
    """The temperature that surprises least, a row's kind known, blank and crossed out open."""
    logits = predictor(model)(patches)
    allowed = np.ones_like(logits, dtype=bool)
    allowed[np.ix_(labels < 26, DIGITS)] = False
    allowed[np.ix_((labels >= 26) & (labels < 36), LETTERS)] = False
    logits = np.where(allowed, logits, -1e9)

    def surprise(t):
        return -evaluate.log_softmax(logits / t)[np.arange(len(labels)), labels].mean()

    return min(np.arange(0.5, 3.0, 0.005), key=surprise).item()


if __name__ == "__main__":
    main()

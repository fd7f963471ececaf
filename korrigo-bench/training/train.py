"""Trains the character model from handwritten glyphs and writes it as ONNX.

    python3 train.py --data ../../shared/handwriting --out build/
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
from glyphs import BLANK, CROSSED_OUT, DIGITS, LETTERS
from net import DESIGNS, SHIPPED, CellNet, deployable, export, parameter_count

CHUNK = 8192
BATCH = 128
RATE = 2e-3
WARM_UP = 50_000  # patches
FALL = 0.35  # of the training, at the end
WEIGHT_DECAY = 0.02
AVERAGE = 0.998  # of the weights that are kept, per batch

# What a training cell holds. Within the letters a class counts by a power of its number of glyphs: flat enough that a
# W is learned, not so flat that the commonest letters of names pay for it (0: as they come, 1: all alike).
BALANCE = 0.7
SHARE_LETTERS, SHARE_DIGITS, SHARE_BLANK, SHARE_CROSSED_OUT = 0.50, 0.36, 0.09, 0.05
SHARE_PAGES = 0.4  # of the training cells are cut from drawn pages by the reader itself, where there are any
SHARE_TEACHER = 0.7  # of the loss: a label in a hundred is wrong, and only a teacher says how alike two letters are
SEMEION, SEMEION_WEIGHT = 4, 3.0  # European 1 and 7 are rare among the American digits


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", required=True, help="folder of the handwritten glyphs")
    options.add_argument("--out", type=Path, required=True, help="folder for checkpoints, model and report")
    options.add_argument("--cells", type=Path, help="folder with the cells of drawn pages, training/ and calibration/")
    options.add_argument("--patches", type=int, default=1_179_648, help="patches to see (default %(default)s)")
    options.add_argument("--designs", default=SHIPPED, help="of net.py, with commas: learn side by side from one drawing")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--teacher", type=Path, help="a model whose answers are learned beside the labels (ONNX)")
    options.add_argument("--resume", action="store_true", help="go on from the checkpoints in the folder")
    chosen = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    chosen.out.mkdir(parents=True, exist_ok=True)

    data = glyphs.load(chosen.data)
    pages = {part: pagecells.load(chosen.cells, part) for part in ("training", "calibration")} if chosen.cells else {}
    learners = [Learner(name, chosen.out / name, chosen.resume) for name in chosen.designs.split(",")]
    train(learners, data, pages, chosen)
    kept_out = evaluate.calibration_cells(data, pages.get("calibration"))
    sets = compare.sets(data, pages.get("calibration"))
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


def train(learners, data, pages, chosen):
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
        patches, labels = draw_chunk(painter, seen, chances, rng, pages.get("training"))
        taught = np.exp(compare.shifted(teacher, patches)).astype(np.float32) if teacher else None
        losses = [learner.learn(patches, labels, taught, chunks) for learner in learners if learner.chunk == chunk]
        if chunk % 4 == 3 or chunk == chunks - 1:
            for learner in learners:
                learner.save()
            print(f"{(chunk + 1) * CHUNK} patches {time.time() - started:.0f} s loss {np.round(losses, 4)}", flush=True)


def sampling_chances(seen):
    """The chance of each glyph, summing to 1 over the letters and to 1 over the digits."""
    counts = np.bincount(seen.labels, minlength=36)
    weights = np.where(seen.sources == SEMEION, SEMEION_WEIGHT, 1.0)
    letters = np.where(seen.labels < 26, counts[seen.labels] ** -BALANCE, 0.0) * weights
    digits = np.where(seen.labels >= 26, 1.0 / counts[seen.labels], 0.0) * weights
    return letters / letters.sum(), digits / digits.sum()


def draw_chunk(painter, seen, chances, rng, pages):
    from_pages = int(CHUNK * SHARE_PAGES) if pages else 0
    count = CHUNK - from_pages
    letters = rng.choice(len(seen.labels), count, p=chances[0])
    digits = rng.choice(len(seen.labels), count, p=chances[1])
    lot = rng.random(count)
    is_digit = rng.random(count) < SHARE_DIGITS / (SHARE_LETTERS + SHARE_DIGITS)
    indices = np.where(is_digit, digits, letters)
    labels = seen.labels[indices]
    labels = np.where(lot < SHARE_BLANK + SHARE_CROSSED_OUT, CROSSED_OUT, labels)
    labels = np.where(lot < SHARE_BLANK, BLANK, labels)
    severity = rng.random(count) ** 2
    patches = np.stack(
        [painter.paint(i, c, s) for i, c, s in zip(indices.tolist(), labels.tolist(), severity.tolist())]
    )
    if from_pages:
        more, their_labels = pages.draw(from_pages, rng)
        order = rng.permutation(CHUNK)
        patches, labels = np.concatenate([patches, more])[order], np.concatenate([labels, their_labels])[order]
    return patches, labels


def learning_rate(done, patches):
    """Rises, stays, and falls to nothing: a checkpoint of the long middle serves a training of any length."""
    return RATE * min(0.05 + done / WARM_UP, 1.0, (patches - done) / (FALL * patches))


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

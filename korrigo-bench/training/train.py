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

import evaluate
import glyphs
from cells import CellPainter
from glyphs import BLANK, CROSSED_OUT, DIGITS, LETTERS
from net import CLASS_COUNT, CellNet, deployable, export, parameter_count

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
SEMEION, SEMEION_WEIGHT = 4, 3.0  # European 1 and 7 are rare among the American digits


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", required=True, help="folder of the handwritten glyphs")
    options.add_argument("--out", type=Path, required=True, help="folder for checkpoints, model and report")
    options.add_argument("--patches", type=int, default=1_500_000, help="patches to draw (default %(default)s)")
    options.add_argument("--widths", default="16,32,48,64,96", help="channels of the five convolutions")
    options.add_argument("--hidden", type=int, default=128, help="width of the hidden layer")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--resume", action="store_true", help="go on from the checkpoint in the folder")
    chosen = options.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(chosen.seed)
    chosen.out.mkdir(parents=True, exist_ok=True)

    data = glyphs.load(chosen.data)
    model = CellNet(tuple(int(w) for w in chosen.widths.split(",")), chosen.hidden)
    model = model.to(memory_format=torch.channels_last)
    print(f"{parameter_count(model)} parameters", flush=True)
    average = train(model, data, chosen)

    temperature = fit_temperature(average, data)
    print(f"temperature {temperature:.3f}", flush=True)
    path = chosen.out / "cells.onnx"
    export(deployable(average, temperature), path)
    figures = evaluate.report(evaluate.onnx_predictor(path), data)
    evaluate.write(figures, path, chosen.out)
    print((chosen.out / "summary.md").read_text(), flush=True)


def train(model, data, chosen):
    """Trains for the chosen number of patches; answers with the running average of the weights."""
    seen = data.training()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=WEIGHT_DECAY)
    average = CellNet(tuple(int(w) for w in chosen.widths.split(",")), chosen.hidden)
    average.load_state_dict(model.state_dict())
    chunks = math.ceil(chosen.patches / CHUNK)
    first = 0
    checkpoint = chosen.out / "checkpoint.pt"
    if chosen.resume and checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["chunk"]
    chances = sampling_chances(seen)
    painter = CellPainter(seen.images, chosen.seed)
    started = time.time()
    for chunk in range(first, chunks):
        rng = np.random.default_rng((chosen.seed, chunk))
        painter.restart(chosen.seed * 1_000_003 + chunk)
        patches, labels = draw_chunk(painter, seen, chances, rng)
        loss = one_chunk(model, average, optimizer, patches, labels, chunk, chunks)
        if chunk % 4 == 3 or chunk == chunks - 1:
            state = {"model": model.state_dict(), "average": average.state_dict()}
            torch.save({**state, "optimizer": optimizer.state_dict(), "chunk": chunk + 1}, checkpoint)
        if chunk % 16 == 15:
            spent = time.time() - started
            print(f"{(chunk + 1) * CHUNK} patches {spent:.0f} s loss {loss:.4f} {check(average, data)}", flush=True)
    return average


def sampling_chances(seen):
    """The chance of each glyph, summing to 1 over the letters and to 1 over the digits."""
    counts = np.bincount(seen.labels, minlength=36)
    weights = np.where(seen.sources == SEMEION, SEMEION_WEIGHT, 1.0)
    letters = np.where(seen.labels < 26, counts[seen.labels] ** -BALANCE, 0.0) * weights
    digits = np.where(seen.labels >= 26, 1.0 / counts[seen.labels], 0.0) * weights
    return letters / letters.sum(), digits / digits.sum()


def draw_chunk(painter, seen, chances, rng):
    letters = rng.choice(len(seen.labels), CHUNK, p=chances[0])
    digits = rng.choice(len(seen.labels), CHUNK, p=chances[1])
    lot = rng.random(CHUNK)
    is_digit = rng.random(CHUNK) < SHARE_DIGITS / (SHARE_LETTERS + SHARE_DIGITS)
    indices = np.where(is_digit, digits, letters)
    labels = seen.labels[indices]
    labels = np.where(lot < SHARE_BLANK + SHARE_CROSSED_OUT, CROSSED_OUT, labels)
    labels = np.where(lot < SHARE_BLANK, BLANK, labels)
    severity = rng.random(CHUNK) ** 2
    patches = np.stack(
        [painter.paint(i, c, s) for i, c, s in zip(indices.tolist(), labels.tolist(), severity.tolist())]
    )
    return torch.from_numpy(patches), torch.from_numpy(labels)


def one_chunk(model, average, optimizer, patches, labels, chunk, chunks):
    model.train()
    total = 0.0
    batches = CHUNK // BATCH
    for k in range(batches):
        rate = learning_rate(chunk * CHUNK + k * BATCH, chunks * CHUNK)
        for group in optimizer.param_groups:
            group["lr"] = rate
        part = slice(k * BATCH, (k + 1) * BATCH)
        inputs = (patches[part].float() / 255).unsqueeze(1).contiguous(memory_format=torch.channels_last)
        loss = functional.cross_entropy(model(inputs), labels[part])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        total += loss.item()
        keep = min(AVERAGE, (chunk * batches + k + 1) / (chunk * batches + k + 20))
        with torch.no_grad():
            for kept, new in zip(average.state_dict().values(), model.state_dict().values()):
                if kept.dtype.is_floating_point:
                    kept.lerp_(new, 1 - keep)
                else:
                    kept.copy_(new)
    return total / batches


def learning_rate(done, patches):
    """Rises, stays, and falls to nothing: a checkpoint of the long middle serves a training of any length."""
    return RATE * min(0.05 + done / WARM_UP, 1.0, (patches - done) / (FALL * patches))


def predictor(model):
    model = model.eval()

    def predict(patches):
        inputs = torch.from_numpy(patches).unsqueeze(1)
        with torch.no_grad():
            return torch.cat([model(part.float() / 255) for part in inputs.split(256)]).numpy()

    return predict


def check(average, data):
    """Right first on a part of the validation fold; the same patches each time."""
    held = data.validation()
    held = held.where(np.arange(len(held.labels)) % 4 == 0)
    patches, labels = evaluate.draw(held, evaluate.NORMAL_SCAN, seed=3, others=200)
    logits = predictor(average)(patches)
    capitals, digits = (evaluate.kind_report(logits, labels, kind) for kind in (LETTERS, DIGITS))
    ink = evaluate.ink_report(logits, labels)
    return (
        f"capitals {capitals['right_first']:.4f} digits {digits['right_first']:.4f} "
        f"blank read as character {ink['blank_called_character']:.4f}"
    )


def fit_temperature(model, data):
    """The temperature that surprises least on the validation fold, a row's kind known, blank and crossed out open."""
    patches, labels = evaluate.draw(data.validation(), "mixed", seed=5, others=1000)
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

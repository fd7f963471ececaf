"""What designs are compared by: cells of the writers that calibrate, never the test's."""

import numpy as np

import evaluate
from cells import HARD_SCAN, NORMAL_SCAN
from glyphs import DIGITS, LETTERS
from pagecells import QUALITIES

SHIFTS = ((0, 0), (1, 1), (-1, -1))  # pixels of a 48 x 48 patch


def sets(data, pages):
    """Named patches and labels: every second glyph drawn alone, and cells cut from pages where there are any."""
    held = data.validation()
    held = held.where(np.arange(len(held.labels)) % 2 == 0)
    named = {
        "normal scan": evaluate.draw(held, NORMAL_SCAN, seed=3, others=100),
        "hard scan": evaluate.draw(held, HARD_SCAN, seed=3, others=100),
    }
    for k, quality in enumerate(QUALITIES if pages else ()):
        of_quality = pages.qualities == k
        named[f"{quality} pages"] = (pages.patches[of_quality], pages.labels[of_quality])
    return named


def figures(predict, named):
    """Right first, ECE and NLL for each set; in `+shift` the probabilities are means over patches moved a little."""
    result = {}
    for name, (patches, labels) in named.items():
        result[name] = _measured(predict(patches), labels)
        result[name + " +shift"] = _measured(shifted(predict, patches), labels)
    return result


def shifted(predict, patches):
    """Log-probabilities of the mean over SHIFTS."""
    moved = [np.exp(evaluate.log_softmax(predict(np.roll(patches, shift, axis=(1, 2))))) for shift in SHIFTS]
    return np.log(np.maximum(np.mean(moved, axis=0), 1e-12))


def _measured(logits, labels):
    parts = {}
    for kind, members in (("capitals", LETTERS), ("digits", DIGITS)):
        whole = evaluate.kind_report(logits, labels, members)
        parts[kind] = {key: whole[key] for key in ("count", "right_first", "ece", "nll")}
    return parts


def table(compared):
    lines = ["| design | parameters | set | capitals | digits | ECE capitals | NLL capitals | NLL digits |"]
    lines += ["|---|---|---|---|---|---|---|---|"]
    for name, design in compared.items():
        for part, kinds in design.items():
            if isinstance(kinds, dict):
                c, d = kinds["capitals"], kinds["digits"]
                lines.append(
                    f"| {name} | {design['parameters']} | {part} | {c['right_first']:.2%} | {d['right_first']:.2%} |"
                    f" {c['ece']:.2%} | {c['nll']:.4f} | {d['nll']:.4f} |"
                )
    return "\n".join(lines)

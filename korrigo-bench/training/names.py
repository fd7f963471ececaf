"""Counts the letter trigrams of names that France registers, for the matcher's strangers (NameModel).

    python3 names.py --names ../../../shared/names --out ../../korrigo-core/src/main/resources/io/korrigo/identify/match

reads first-names.csv.gz and family-names.csv.gz (INSEE; a name in the first column, capitals with accents) and writes
first-names.trigrams and family-names.trigrams. Each name counts once, however many bear it: what is asked is what
names of any origin look like, and those of newcomers are many names of few people.

A line is two symbols and how often each of 28 follows: A to Z, "_" for the end of a word, "." for the end of the name;
two ends of words open a name. Counts are given as the character '0' + round(2 * log2(1 + count)), which is 19 % exact.
"""

import argparse
import collections
import gzip
import math
import pathlib
import unicodedata

SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_."


def words(name):
    """The name in capitals from A to Z, its words parted by single ends of words."""
    whole = name.upper().replace("Œ", "OE").replace("Æ", "AE").replace("Ø", "O").replace("Ł", "L")
    plain = "".join(c for c in unicodedata.normalize("NFD", whole) if not unicodedata.combining(c))
    parts = "".join(c if "A" <= c <= "Z" else " " for c in plain).split()
    return "_".join(parts)


def trigrams(file):
    names = set()
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            name = words(line.split(",")[0])
            if name:
                names.add(name)
    counts = collections.Counter()
    for name in names:
        text = "__" + name + "."
        for i in range(len(text) - 2):
            counts[text[i : i + 3]] += 1
    return counts


def write(counts, file):
    lines = []
    for context in sorted({trigram[:2] for trigram in counts}):
        steps = [round(2 * math.log2(1 + counts[context + symbol])) for symbol in SYMBOLS]
        lines.append(context + "".join(chr(ord("0") + step) for step in steps) + "\n")
    file.write_text("".join(lines), encoding="ascii")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--names", type=pathlib.Path, required=True)
    options.add_argument("--out", type=pathlib.Path, required=True)
    given = options.parse_args()
    for kind in ("first-names", "family-names"):
        write(trigrams(given.names / (kind + ".csv.gz")), given.out / (kind + ".trigrams"))


if __name__ == "__main__":
    main()

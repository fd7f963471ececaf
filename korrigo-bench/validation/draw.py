#!/usr/bin/python3
"""Draws filled exam headers for validation; see README.md."""
import argparse
import csv
import json
import os

import cv2
import numpy as np

import mishaps
import people
from forms import FORMS, HIGH, WIDE
from hand import Hands
from pupil import Habits, Pen, Writer, ink
from scan import QUALITIES, Scan
from sheet import SCALE, Sheet, answer, print_form, ruling, subject

FIELDS = ["file", "student", "expect", "kind", "family", "first", "birth_date", "writer", "number", "note", "quality"]


class Plan:
    """All about a page before it is drawn."""

    def __init__(self, who, student, kind, form, quality, hands, rng):
        self.who, self.student, self.kind, self.rng, self.hands = who, student, kind, rng, hands
        self.form = FORMS[form](rng)
        self.pen, self.habits = Pen(rng.choice(Pen.KINDS), rng), Habits(rng)
        self.scan = Scan(quality, rng)
        self.room = min(len(self.form.rows["family"]), len(self.form.rows["first"]))
        self.expect = "identify" if student is not None else "reject"
        self.text = {"family": self.habits.spell(who.family, len(self.form.rows["family"])),
                     "first": self.habits.spell(who.first, len(self.form.rows["first"])), "date": list(who.birth_date)}
        self.text["number"] = []
        if self.habits.number and "number" in self.form.rows:
            boxes = len(self.form.rows["number"])
            self.text["number"] = [str(d) for d in rng.integers(0, 10, boxes - int(rng.random() < 0.4))]
        self.before, self.after, self.when_form_is_known = [], [], []
        self.layout, self.no_form, self.lower, self.note = "alone", False, None, ""
        self.writer = None

    def other_hand(self, characters):
        return self.hands.hand("".join(characters), self.rng)


class SmallLetters(Writer):
    """Writes letters after the first, or all, small, with a font."""

    def __init__(self, path, capital, *args):
        super().__init__(*args)
        self.path, self.capital, self.count = path, capital, 0

    def row(self, boxes, characters, pitch=1.0):
        self.count = 0
        super().row(boxes, characters, pitch)

    def character(self, character, x, y, wide, high):
        self.count = 0 if character in " -'" else self.count + 1
        if not character.isalpha() or self.capital and self.count == 1:
            return super().character(character, x, y, wide, high)
        mask = mishaps.font_mask(self.path, character.lower(), self.habits.height * high * SCALE)
        grown = cv2.dilate(mask, np.ones((3, 3), np.uint8)) if self.pen.width > 8 else mask
        self.sheet.ink(ink(grown / 255.0, self.pen, self.rng), x * SCALE - mask.shape[1] / 2, y * SCALE - mask.shape[0] / 2,
                       self.pen.colour)


def draw_side(plan):
    """The sheet's side with the header, written on."""
    rng, form = plan.rng, plan.form
    sheet = Sheet()
    for change in plan.when_form_is_known:
        change(form)
    top = form.bottom + 20
    if form.rest == "subject":
        subject(sheet, top, rng)
    else:
        ruling(sheet, top if not plan.no_form else 60, rng)
    if not plan.no_form:
        print_form(sheet, form, rng)
    for change in plan.before:
        change(sheet, form, rng)
    hand = plan.hands.hand("".join(c for text in plan.text.values() for c in text), rng)
    args = sheet, hand, plan.pen, plan.habits, rng
    plan.writer = SmallLetters(*plan.lower, *args) if plan.lower else Writer(*args)
    for field, text in plan.text.items():
        if text and not plan.no_form:
            plan.writer.row(form.rows[field], text, plan.habits.pitch if field in ("family", "first") else 1.0)
            if plan.habits.accents and field in ("family", "first") and not plan.lower:
                plan.writer.accent(form.rows[field], text, getattr(plan.who, field))
    if form.more and not plan.no_form:
        for boxes in form.more:
            if rng.random() < 0.5:
                plan.writer.row(boxes, [str(d) for d in rng.integers(0, 10, len(boxes))])
        if rng.random() < 0.6 and form.ticks:
            x0, y0, x1, y1 = form.ticks[rng.integers(len(form.ticks))]
            plan.writer.mark([(x0 + 3, y0 + 3), (x1, y1)])
            plan.writer.mark([(x1, y0), (x0 + 2, y1 - 2)])
    if form.rest == "answer":
        answer(sheet, top if not plan.no_form else 60, plan.pen, rng)
    for change in plan.after:
        change(sheet, form, rng)
    return sheet, hand.name


def draw(plan):
    """Encoded picture, corners of the boxes by row, who wrote."""
    side, name = draw_side(plan)
    pixels, shift = side.pixels, 0
    if plan.layout != "alone":
        other = Sheet()
        ruling(other, 60, plan.rng)
        answer(other, 40, plan.pen, plan.rng)
        shift = WIDE if plan.layout == "right" else 0
        pixels = np.hstack([other.pixels, pixels] if shift else [pixels, other.pixels])
        cv2.line(pixels, (WIDE * SCALE, 0), (WIDE * SCALE, HIGH * SCALE), (225, 225, 225), 3)
    encoded, place = plan.scan.take(pixels)
    corners = {} if plan.no_form else _corners(plan.form, place, shift)
    return encoded, corners, name


def _corners(form, place, shift):
    return {field: [[[round(float(c), 1) for c in p] for p in place(
        [(b[0] + shift, b[1]), (b[2] + shift, b[1]), (b[2] + shift, b[3]), (b[0] + shift, b[3])])] for b in boxes]
            for field, boxes in form.rows.items()}


def draw_two(left, right):
    """Two pupils' sheets side by side in one picture."""
    sides = [draw_side(left), draw_side(right)]
    encoded, place = right.scan.take(np.hstack([s.pixels for s, _ in sides]))
    return encoded, _corners(right.form, place, WIDE), sides[1][1]


def pages(options, hands, names, rng):
    """Yields what becomes of each page: (plan, second plan or None); and who is on the roster."""
    pairs = people.look_alikes(rng, options.pages) if options.kind == "look-alikes" else []
    known = [p[0] for p in pairs if options.kind == "look-alikes"]
    unique = {s.key(): s for s in known}
    strangers = {p[1].key() for p in pairs}
    students = people.roster(names, max(options.roster, len(unique) + 40), rng,
                             [s for k, s in unique.items() if k not in strangers])
    places = {s.key(): i for i, s in enumerate(students)}
    kinds = sorted(mishaps.MISHAPS) if options.kind == "each" else [options.kind]
    plans = []
    for i in range(options.pages):
        prng = np.random.default_rng([options.seed, i, 77])
        kind, note = kinds[i % len(kinds)], ""
        student, who = None, None
        if kind == "look-alikes":
            on_list, stranger, off, origin = pairs[i // 2]
            if on_list.key() not in places:
                continue
            own = i % 2 == 1
            who, student = (on_list, places[on_list.key()]) if own else (stranger, None)
            kind, note = ("ok" if own else f"look-alike-{off}"), origin
        elif kind == "absent":
            who = people.roster(names, 1, prng)[0]
            if who.key() in places:
                continue
        else:
            fit = [k for k, s in enumerate(students) if kind != "particle-behind" or " " in s.family] or [0]
            student = fit[int(prng.integers(len(fit)))]
            who = students[student]
        form = options.form if options.form != "mixed" else sorted(FORMS)[prng.integers(len(FORMS))]
        plan = Plan(who, student, kind, form, options.quality, hands, prng)
        plan.note = note
        if options.letters != "capitals":
            mishaps.MISHAPS[options.letters](plan, prng)
        if kind in mishaps.MISHAPS:
            mishaps.MISHAPS[kind](plan, prng)
            if kind in mishaps.EITHER:
                plan.expect = "either"
        second = None
        if kind == "two-headers":
            other = students[int(prng.integers(len(students)))]
            second = Plan(other, None, kind, form, options.quality, hands, prng)
            plan.student, plan.expect = None, "reject"
        plans.append((plan, second))
    return students, plans


def write_roster(folder, students):
    with open(os.path.join(folder, "roster.csv"), "w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Élèves", "Né(e) le", "Adresse E-mail", "Classe", "EDS", "Groupe"])
        for i, s in enumerate(students):
            d = s.birth_date
            out.writerow([f"{s.family.upper()} {s.first}", f"{d[:2]}/{d[2:4]}/{d[4:]}", f"eleve{i + 1}@lycee.example",
                          f"T{i % 8 + 1}", "", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--shared", default="../../../shared", help="folder with handwriting and, where present, names")
    parser.add_argument("--form", default="cmen3", choices=sorted(FORMS) + ["mixed"])
    parser.add_argument("--quality", default="normal", choices=list(QUALITIES))
    parser.add_argument("--kind", default="ok", help="ok, absent, look-alikes, two-headers, each (mishaps in turn) or one of: "
                        + ", ".join(sorted(mishaps.MISHAPS)))
    parser.add_argument("--letters", default="capitals", choices=["capitals", "lower-case", "title-case"],
                        help="how names are written, whatever the kind")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--roster", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.kind not in {"ok", "absent", "look-alikes", "two-headers", "each", *mishaps.MISHAPS}:
        parser.error("no such kind: " + options.kind)
    cv2.setNumThreads(1)
    hands = Hands(os.path.join(options.shared, "handwriting"))
    names = people.Names(os.path.join(options.shared, "names"))
    students, plans = pages(options, hands, names, np.random.default_rng(options.seed))
    os.makedirs(os.path.join(options.out, "pages"), exist_ok=True)
    write_roster(options.out, students)
    geometry = {}
    with open(os.path.join(options.out, "truth.csv"), "w", encoding="utf-8", newline="") as file:
        truth = csv.writer(file)
        truth.writerow(FIELDS)
        for n, (plan, second) in enumerate(plans, 1):
            encoded, corners, writer = draw_two(second, plan) if second else draw(plan)
            name = f"copy-{n:04d}.jpg"
            with open(os.path.join(options.out, "pages", name), "wb") as picture:
                picture.write(encoded)
            geometry[name] = corners
            text = {field: "".join(characters) for field, characters in plan.text.items()}
            truth.writerow([name, "" if plan.student is None else plan.student + 1, plan.expect, plan.kind, text["family"],
                            text["first"], text["date"], writer, text["number"], plan.note, options.quality])
    with open(os.path.join(options.out, "geometry.json"), "w", encoding="utf-8") as file:
        json.dump(geometry, file)


if __name__ == "__main__":
    main()

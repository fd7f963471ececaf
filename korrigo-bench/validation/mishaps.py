"""What goes wrong with headers: each a function that changes a page's plan before it is drawn.

A plan has pen, habits, scan, the texts by field, and `after`, things done to the written sheet, each given (sheet, form,
rng). `either` says that a reader may answer or refuse; all others must be identified, and those without a writer refused.
"""
import glob

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from pupil import Pen
from sheet import SCALE

MISHAPS = {}
EITHER = set()
CURSIVE = ["ecolier-court/Ecolier-court.ttf", "fifthhorseman/dkg.ttf", "breip/Breip.ttf", "sjfonts/Delphine.ttf",
           "humor-sans/Humor-Sans.ttf", "femkeklaver/femkeklaver.ttf", "sjfonts/SteveHand.ttf"]


def mishap(either=False):
    def register(f):
        name = f.__name__.replace("_", "-")
        MISHAPS[name] = f
        if either:
            EITHER.add(name)
        return f
    return register


def _header(form):
    boxes = [b for row in form.rows.values() for b in row]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _blend(sheet, x, y, mask, colour):
    """Darkens by a wash of colour: mask is 0 to 1, its corner at (x, y) units."""
    sheet.ink((np.clip(mask, 0, 1) * 255).astype(np.uint8), x * SCALE, y * SCALE, colour)


def _cover(sheet, x0, y0, x1, y1, colour, rng):
    """Hides what is below a patch of paper or tape."""
    part = sheet.pixels[int(y0 * SCALE):int(y1 * SCALE), int(x0 * SCALE):int(x1 * SCALE)]
    part[:] = np.clip(np.array(colour) + rng.normal(0, 2, part.shape), 0, 255).astype(np.uint8)
    cv2.rectangle(sheet.pixels, (int(x0 * SCALE), int(y0 * SCALE)), (int(x1 * SCALE), int(y1 * SCALE)), (225, 225, 225), 1)


# ---- how the sheet lies ------------------------------------------------------------------------------------------

@mishap()
def a3_right(plan, rng):
    plan.layout = "right"


@mishap()
def a3_left(plan, rng):
    plan.layout = "left"


@mishap()
def a3_turned(plan, rng):
    plan.layout = "right"
    plan.scan.quarters = int(rng.choice([1, 3]))


@mishap()
def upside_down(plan, rng):
    plan.scan.quarters = 2


@mishap()
def on_its_side(plan, rng):
    plan.scan.quarters = int(rng.choice([1, 3]))


@mishap()
def curl(plan, rng):
    plan.scan.curl = rng.uniform(4, 12) * rng.choice([-1, 1])


@mishap()
def cropped(plan, rng):
    """Margins cut off up to the frame, or through it."""
    def crop(form):
        x0, y0, x1, _ = _header(form)
        sides = [rng.uniform(0, x0 - 20) * 0.3, rng.uniform(0.3, 0.85) * y0, rng.uniform(0, 1654 - x1 - 15), 0]
        plan.scan.crop = tuple(max(0, s) for s in sides)
    plan.when_form_is_known.append(crop)


@mishap()
def header_only(plan, rng):
    """Only the upper part of the page was kept."""
    plan.when_form_is_known.append(lambda form: setattr(plan.scan, "crop", (0, 0, 0, 2339 - form.bottom - rng.uniform(40, 400))))


# ---- how it was scanned ------------------------------------------------------------------------------------------

@mishap()
def fax(plan, rng):
    plan.scan.dpi, plan.scan.dpi_down, plan.scan.way = 204, 98, "bits"
    plan.scan.noise = min(plan.scan.noise, 5)


@mishap()
def dpi75(plan, rng):
    plan.scan.dpi = plan.scan.dpi_down = 75
    plan.scan.blur = min(plan.scan.blur, 3)


@mishap()
def dpi100(plan, rng):
    plan.scan.dpi = plan.scan.dpi_down = 100


@mishap()
def one_bit(plan, rng):
    plan.scan.way = "bits"


@mishap()
def light_print_one_bit(plan, rng):
    """Pale lines that mostly vanish where only black and white are left."""
    def pale(form):
        form.colour, form.line = (205, 195, 180), 1.6
    plan.when_form_is_known.append(pale)
    plan.scan.way, plan.scan.threshold = "bits", rng.uniform(0.7, 0.8)


@mishap()
def phone(plan, rng):
    """Photographed: dark table around it, perspective, a hand's shadow."""
    plan.scan.tilt = rng.uniform(-0.03, 0.03, 8)
    plan.scan.shadow, plan.scan.bed, plan.scan.way = rng.uniform(0.3, 0.55), 60, "colour"


# ---- what happened to the paper ----------------------------------------------------------------------------------

@mishap()
def folded_corner(plan, rng):
    def fold(sheet, form, rng):
        size = rng.uniform(90, 230) * SCALE
        h, w = sheet.pixels.shape[:2]
        left = rng.random() < 0.5
        corner = np.array([(0, 0), (size, 0), (0, size * rng.uniform(0.7, 1.2))] if left else
                          [(w, 0), (w - size, 0), (w, size * rng.uniform(0.7, 1.2))])
        cv2.fillPoly(sheet.pixels, [corner.astype(np.int32)], (232, 232, 235), cv2.LINE_AA)
        cv2.line(sheet.pixels, tuple(map(int, corner[1])), tuple(map(int, corner[2])), (150, 150, 150), 5, cv2.LINE_AA)
    plan.after.append(fold)


@mishap()
def staple(plan, rng):
    def put(sheet, form, rng):
        x, y = rng.uniform(40, 400), rng.uniform(20, 130)
        a, length = rng.uniform(-0.8, 0.8), rng.uniform(70, 95)
        dx, dy = np.cos(a) * length, np.sin(a) * length
        sheet.line(x + 3, y + 5, x + dx + 3, y + dy + 5, 7, (190, 190, 190))
        sheet.line(x, y, x + dx, y + dy, 6, (95, 95, 95))
    plan.after.append(put)


@mishap()
def punched(plan, rng):
    def punch(sheet, form, rng):
        for y in (0.3, 0.36, 0.04, 0.1):
            at = int((85 + rng.normal(0, 8)) * SCALE), int(2339 * SCALE * y)
            cv2.circle(sheet.pixels, at, 24 * SCALE, (70, 70, 70), -1, cv2.LINE_AA)
    plan.after.append(punch)


@mishap()
def coffee(plan, rng):
    def ring(sheet, form, rng):
        x0, y0, x1, y1 = _header(form)
        r = rng.uniform(170, 260)
        n = int(2.4 * r)
        yy, xx = np.mgrid[-n // 2:n // 2, -n // 2:n // 2] / 1.0
        d = np.hypot(xx, yy) + 6 * np.sin(3 * np.arctan2(yy, xx))
        wash = 0.55 * np.exp(-((d - r) / 9) ** 2) + 0.22 * (d < r)
        wash = cv2.resize(wash, None, fx=SCALE, fy=SCALE)
        _blend(sheet, rng.uniform(x0, x1) - n / 2, rng.uniform(y0, y1) - n / 2, wash, (95, 140, 175))
    plan.after.append(ring)


@mishap()
def stamp(plan, rng):
    """A school's round stamp, over the header's edge or its boxes."""
    def press(sheet, form, rng):
        x0, y0, x1, y1 = _header(form)
        r, n = 105, 240
        image = Image.new("L", (n * SCALE, n * SCALE), 0)
        draw = ImageDraw.Draw(image)
        middle = n * SCALE // 2
        for radius, width in ((r, 4), (r - 30, 2)):
            draw.ellipse([middle - radius * SCALE, middle - radius * SCALE, middle + radius * SCALE, middle + radius * SCALE],
                         outline=255, width=width * SCALE)
        mask = np.asarray(image) / 255.0
        for k, word in enumerate(["LYCÉE", "GÉNÉRAL", "REÇU"]):
            from sheet import text_mask
            m = text_mask(word, 46) / 255.0
            y, x = middle - 80 + 55 * k, middle - m.shape[1] // 2
            mask = mask.copy()
            mask[y:y + m.shape[0], x:x + m.shape[1]] = np.maximum(mask[y:y + m.shape[0], x:x + m.shape[1]], m)
        turn = cv2.getRotationMatrix2D((middle, middle), rng.uniform(-40, 40), 1)
        mask = cv2.warpAffine(mask, turn, mask.shape[::-1])
        patchy = cv2.resize(rng.uniform(0.2, 1, (12, 12)), mask.shape[::-1], interpolation=cv2.INTER_CUBIC)
        colour = [(150, 60, 60), (60, 60, 200), (140, 50, 130)][rng.integers(3)]
        _blend(sheet, rng.uniform(x0 + 500, x1 - 100), rng.uniform(y0, y1 - 40) - n / 2 + 60, 0.75 * mask * patchy, colour)
    plan.after.append(press)


@mishap()
def bleed_through(plan, rng):
    """The other side's writing shows, mirrored."""
    def bleed(sheet, form, rng):
        from sheet import Sheet, answer
        other = Sheet(1654, 900)
        answer(other, -60, Pen("black", rng), rng)
        shade = 255 - cv2.GaussianBlur(other.pixels[:, ::-1, 0], (0, 0), 4)
        _blend(sheet, 0, 0, rng.uniform(0.18, 0.35) * shade / 255.0, (90, 90, 90))
    plan.after.append(bleed)


@mishap()
def highlighter(plan, rng):
    def highlight(sheet, form, rng):
        colour = [(90, 250, 255), (170, 250, 150), (220, 160, 255), (80, 190, 255)][rng.integers(4)]
        for field in ("family", "first") if rng.random() < 0.5 else ("family",):
            row, text = form.rows[field], plan.text[field]
            x0, x1 = row[0][0] - 10, row[min(len(text), len(row) - 1)][0] + 30
            y = (row[0][1] + row[0][3]) / 2
            sheet_points = [(x0, y + rng.normal(0, 4)), ((x0 + x1) / 2, y + rng.normal(0, 4)), (x1, y + rng.normal(0, 4))]
            mask = np.zeros(sheet.pixels.shape[:2], np.uint8)
            points = np.round(np.array(sheet_points) * SCALE).astype(np.int32)
            cv2.polylines(mask, [points], False, 225, int(rng.uniform(38, 60) * SCALE), cv2.LINE_8)
            top, bottom = int(max(0, y - 60) * SCALE), int((y + 60) * SCALE)
            sheet.ink(mask[top:bottom], 0, top, colour)
    plan.after.append(highlight)


@mishap()
def marked_in_red(plan, rng):
    """The teacher's mark and strokes near or over the header."""
    def mark(sheet, form, rng):
        x0, y0, x1, y1 = _header(form)
        for _ in range(int(rng.integers(1, 4))):
            at = np.array([rng.uniform(x0 + 300, x1), rng.uniform(y0, y1 + 60)])
            path = at + np.cumsum(rng.normal(0, 22, (9, 2)), 0)
            sheet.stroke(path, 3.5, (40, 40, 215))
    plan.after.append(mark)


# ---- how it was written ------------------------------------------------------------------------------------------

def _pen(kind):
    def change(plan, rng):
        plan.pen = Pen(kind, rng)
    return change


for _kind in ("pencil", "faint", "felt"):
    MISHAPS[_kind] = _pen(_kind)


@mishap()
def touching(plan, rng):
    """Letters so large that they run into each other and over lines."""
    plan.habits.height, plan.habits.stretch, plan.habits.most = rng.uniform(0.95, 1.15), rng.uniform(1.2, 1.5), 1.4


@mishap()
def small(plan, rng):
    plan.habits.height = rng.uniform(0.4, 0.5)


@mishap()
def squeezed(plan, rng):
    """Narrow letters at one side of their boxes."""
    plan.habits.most, plan.habits.stretch = 0.45, 0.6
    plan.habits.right = rng.choice([-0.25, 0.22])


@mishap(either=True)
def own_pitch(plan, rng):
    """Letters that don't keep to the boxes."""
    plan.habits.pitch = rng.choice([rng.uniform(0.78, 0.9), rng.uniform(1.1, 1.2)])


@mishap()
def across_borders(plan, rng):
    plan.habits.right, plan.habits.down = rng.choice([-0.3, 0.3]), rng.choice([-0.2, 0.2])


@mishap()
def correction_tape(plan, rng):
    """A wrong letter hidden under white tape, the right one on it; the tape hides lines, too."""
    field = "family" if rng.random() < 0.5 else "first"

    def tape(sheet, form, rng):
        text = plan.text[field]
        i = int(rng.choice([k for k, c in enumerate(text) if c not in " -'"]))
        x0, y0, x1, y1 = form.rows[field][i]
        _cover(sheet, x0 - rng.uniform(-2, 12), y0 + rng.uniform(-6, 8), x1 + rng.uniform(-2, 12), y1 + rng.uniform(-8, 6),
               (250, 250, 248), rng)
        plan.writer.row(form.rows[field][i:i + 1], [text[i]])
    plan.after.append(tape)


@mishap()
def rubbed_out(plan, rng):
    """Another name was written in pencil and rubbed out."""
    def rub(sheet, form, rng):
        from pupil import Writer
        pencil = Pen("pencil", rng)
        pencil.dark = rng.uniform(0.12, 0.22)
        word = [c for c in "DURANDPAULMERCIER"[rng.integers(6):][:rng.integers(4, 10)]]
        Writer(sheet, plan.other_hand(word), pencil, plan.habits, rng).row(form.rows["family"], word)
    plan.before.append(rub)


@mishap(either=True)
def crossed_out(plan, rng):
    """A letter crossed out, the right one in the next box."""
    field = "family" if rng.random() < 0.5 else "first"
    text = plan.text[field]
    at = int(rng.integers(len(text)))
    wrong = "ABDEILMNORST"[rng.integers(12)]
    plan.text[field] = text[:at] + ["#" + wrong] + text[at:]


@mishap()
def written_over(plan, rng):
    """A letter written over a wrong one."""
    def again(sheet, form, rng):
        i = int(rng.integers(len(plan.text["first"])))
        plan.writer.row(form.rows["first"][i:i + 1], ["ILOCJ"[rng.integers(5)]])
    plan.after.append(again)


@mishap()
def short_date(plan, rng):
    """3_/4_/08__: no leading zeros, two digits of the year."""
    d, m, y = plan.text["date"][:2], plan.text["date"][2:4], plan.text["date"][4:]
    plan.text["date"] = _short(d) + _short(m) + (y[2:] + [" ", " "] if rng.random() < 0.6 else y)


def _short(two):
    return [two[1], " "] if two[0] == "0" else two


@mishap()
def slashed_date(plan, rng):
    """3/4/08, from the first box on, slashes in boxes of their own where there are enough."""
    d, m, y = plan.text["date"][:2], plan.text["date"][2:4], plan.text["date"][4:]
    plan.text["date"] = ([c for c in _short(d) if c != " "] + ["/"] + [c for c in _short(m) if c != " "] + ["/"] + y[2:])[:8]


@mishap(either=True)
def month_first(plan, rng):
    plan.text["date"] = plan.text["date"][2:4] + plan.text["date"][:2] + plan.text["date"][4:]


@mishap()
def usage_name(plan, rng):
    """The usage name after or before the family name."""
    boxes = plan.room
    other = [c for c in ["LAMBERT", "PAPIN", "COSTA", "NOEL", "KERN", "HADJ"][rng.integers(6)]]
    text = plan.text["family"]
    both = text + [" "] + other if rng.random() < 0.7 else other + [" "] + text
    if len(both) <= boxes:
        plan.text["family"] = both


@mishap()
def second_first_name(plan, rng):
    other = [c for c in ["MARIE", "PAUL", "ANNE", "JEAN", "ALI", "ROSE"][rng.integers(6)]]
    if len(plan.text["first"]) + 1 + len(other) <= plan.room:
        plan.text["first"] = plan.text["first"] + [" "] + other


@mishap(either=True)
def rows_swapped(plan, rng):
    plan.text["family"], plan.text["first"] = plan.text["first"], plan.text["family"]


@mishap(either=True)
def particle_behind(plan, rng):
    text = plan.text["family"]
    if " " in text:
        at = text.index(" ")
        plan.text["family"] = text[at + 1:] + [" "] + text[:at]


@mishap()
def starts_late(plan, rng):
    """A box or two left empty at the beginning."""
    for field in ("family", "first"):
        empty = [" "] * int(rng.integers(1, 3))
        if len(plan.text[field]) + len(empty) <= plan.room:
            plan.text[field] = empty + plan.text[field]


@mishap()
def title_case(plan, rng):
    """Small letters after a capital; drawn with fonts, since the collections have capitals only."""
    plan.lower = _handwritten(rng), True


@mishap()
def lower_case(plan, rng):
    plan.lower = _handwritten(rng), False


def _handwritten(rng):
    found = [p for name in CURSIVE for p in glob.glob("/usr/share/fonts/truetype/" + name)]
    if not found:
        raise FileNotFoundError("No handwritten fonts: apt-get install fonts-breip fonts-dkg-handwriting fonts-sjfonts")
    return found[rng.integers(len(found))]


def font_mask(path, character, height):
    """A small letter of a font, as ink on a patch whose middle is the middle of a line of capitals."""
    face = ImageFont.truetype(path, int(height * 1.35))
    top, bottom = face.getbbox("H")[1], face.getbbox("H")[3]
    x0, _, x1, _ = face.getbbox(character)
    size = int(height * 2.4) | 1
    image = Image.new("L", (size, size), 0)
    ImageDraw.Draw(image).text((size / 2 - (x0 + x1) / 2, size / 2 - (top + bottom) / 2), character, font=face, fill=255)
    return np.asarray(image)


# ---- nobody's ----------------------------------------------------------------------------------------------------

@mishap()
def blank(plan, rng):
    plan.text = {field: [] for field in plan.text}
    plan.expect, plan.student = "reject", None


@mishap()
def no_header(plan, rng):
    plan.no_form = True
    plan.text = {field: [] for field in plan.text}
    plan.expect, plan.student = "reject", None

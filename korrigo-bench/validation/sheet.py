"""A sheet of paper before it is scanned: its print, ruled lines, subject and answer."""
import functools
import os

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from forms import HIGH, WIDE

SCALE = 2  # pixels of a sheet for a unit of 1/200 inch: sheets are drawn at 400 dpi
SUB = 4  # bits of fractions of a pixel in OpenCV's coordinates
FONT_FOLDERS = ["/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/crosextra",
                "/usr/share/fonts/truetype/dejavu"]
FACES = {(False, False): ["LiberationSans-Regular.ttf", "DejaVuSans.ttf"],
         (True, False): ["LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf"],
         (False, True): ["LiberationSans-Italic.ttf", "DejaVuSans-Oblique.ttf"],
         (True, True): ["LiberationSans-BoldItalic.ttf", "DejaVuSans-BoldOblique.ttf"]}
PROSE = """Le candidat indique ses réponses aux questions sur la copie. Chaque page est numérotée en bas à droite. L'usage de
la calculatrice avec mode examen actif est autorisé. On considère une fonction définie sur l'ensemble des réels et sa
courbe représentative dans un repère orthonormé. Justifier la réponse et préciser les étapes du calcul. Les résultats
seront arrondis au centième. Le texte suivant est extrait d'un journal du matin. Relever les procédés par lesquels
l'auteur exprime son indignation, puis rédiger un paragraphe argumenté d'une vingtaine de lignes.""".split()


@functools.lru_cache(None)
def font(size, bold=False, italic=False):
    for name in FACES[bold, italic]:
        for folder in FONT_FOLDERS:
            if os.path.exists(os.path.join(folder, name)):
                return ImageFont.truetype(os.path.join(folder, name), size)
    raise FileNotFoundError("Neither Liberation nor DejaVu fonts are installed")


@functools.lru_cache(4096)
def text_mask(text, size, bold=False, italic=False):
    face = font(size, bold, italic)
    x0, y0, x1, y1 = face.getbbox(text)
    image = Image.new("L", (max(1, x1 - x0 + 2), max(1, y1 - y0 + 2)), 0)
    ImageDraw.Draw(image).text((1 - x0, 1 - y0), text, font=face, fill=255)
    return np.asarray(image)


class Sheet:
    """White paper of so many units; ink only darkens it."""

    def __init__(self, width=WIDE, height=HIGH):
        self.pixels = np.full((height * SCALE, width * SCALE, 3), 255, np.uint8)

    def ink(self, alpha, x, y, colour):
        """Lays a mask (0 to 255) with its corner at pixel (x, y)."""
        x, y = int(round(x)), int(round(y))
        h, w = alpha.shape
        x0, y0, x1, y1 = max(0, x), max(0, y), min(self.pixels.shape[1], x + w), min(self.pixels.shape[0], y + h)
        if x0 >= x1 or y0 >= y1:
            return
        part = self.pixels[y0:y1, x0:x1].astype(np.uint16)
        a = alpha[y0 - y:y1 - y, x0 - x:x1 - x, None].astype(np.uint16)
        through = 255 - (a * (255 - np.array(colour, np.uint16)) // 255)
        self.pixels[y0:y1, x0:x1] = (part * through // 255).astype(np.uint8)

    def line(self, x0, y0, x1, y1, width, colour):
        """A straight stroke with even ends, in units."""
        a, b = np.array([x0, y0], float), np.array([x1, y1], float)
        d = b - a
        n = np.array([-d[1], d[0]]) / (np.hypot(*d) + 1e-9) * width / 2
        quad = np.array([a + n, b + n, b - n, a - n]) * SCALE
        cv2.fillConvexPoly(self.pixels, np.round(quad * 2 ** SUB).astype(np.int32), colour, cv2.LINE_AA, SUB)

    def stroke(self, points, width, colour):
        points = np.round(np.asarray(points) * SCALE * 2 ** SUB).astype(np.int32)
        cv2.polylines(self.pixels, [points], False, colour, max(1, int(round(width * SCALE))), cv2.LINE_AA, SUB)

    def rectangle(self, box, width, colour):
        x0, y0, x1, y1 = box
        e = width / 2
        self.line(x0 - e, y0, x1 + e, y0, width, colour)
        self.line(x0 - e, y1, x1 + e, y1, width, colour)
        self.line(x0, y0, x0, y1, width, colour)
        self.line(x1, y0, x1, y1, width, colour)

    def text(self, x, y, text, capital, colour, bold=False, italic=False, anchor="l"):
        """With capitals so many units high, their middle at y; returns the width in units."""
        mask = text_mask(text, int(round(capital * SCALE / 0.72)), bold, italic)
        wide = mask.shape[1] / SCALE
        left = x - {"l": 0, "r": wide, "m": wide / 2}[anchor]
        self.ink(mask, left * SCALE, y * SCALE - mask.shape[0] / 2, colour)
        return wide


def print_form(sheet, f, rng):
    """The header, with what a printer does to it."""
    words = tuple(int(c) for c in f.word_colour)
    colour = tuple(int(c) for c in f.colour)
    for boxes in f.everything():
        if f.joined:
            _joined(sheet, boxes, f, colour)
        else:
            for box in boxes:
                sheet.rectangle(box, f.line, colour)
    for box in f.ticks:
        sheet.rectangle(box, f.line, colour)
    for slash in f.slashes:
        sheet.line(*slash, f.line * 1.1, colour)
    for rule in f.rules:
        sheet.line(*rule, 1.5, colour)
    for x, y, text, size, bold, italic, anchor in f.words:
        sheet.text(x, y, text, size, words, bold, italic, anchor)
    if f.frame:
        sheet.rectangle(f.frame, f.frame_line, words)
    if f.code:
        _code(sheet, f.code, rng)
    if f.logo:
        _logo(sheet, f.logo)


def _joined(sheet, boxes, f, colour):
    start = 0
    for i in range(1, len(boxes) + 1):
        if i == len(boxes) or boxes[i][0] - boxes[i - 1][2] > 1:
            x0, y0, x1, y1 = boxes[start][0], boxes[start][1], boxes[i - 1][2], boxes[start][3]
            e = f.line / 2
            if not f.open_top:
                sheet.line(x0 - e, y0, x1 + e, y0, f.line, colour)
            sheet.line(x0 - e, y1, x1 + e, y1, f.line, colour)
            for box in boxes[start:i]:
                sheet.line(box[0], y0, box[0], y1, f.line, colour)
            sheet.line(x1, y0, x1, y1, f.line, colour)
            start = i


def _code(sheet, place, rng):
    """What looks like a QR code: 21 modules with three finders; it says nothing."""
    cells = rng.random((21, 21)) < 0.5
    finder = np.ones((7, 7), bool)
    finder[1:6, 1:6] = False
    finder[2:5, 2:5] = True
    for y, x in ((0, 0), (0, 14), (14, 0)):
        cells[max(0, y - 1):y + 8, max(0, x - 1):x + 8] = False
        cells[y:y + 7, x:x + 7] = finder
    x0, y0, x1, y1 = place
    size = int((x1 - x0) * SCALE), int((y1 - y0) * SCALE)
    mask = cv2.resize(cells.astype(np.uint8) * 255, size, interpolation=cv2.INTER_NEAREST)
    sheet.ink(mask, x0 * SCALE, y0 * SCALE, (20, 20, 20))


def _logo(sheet, place):
    x0, y0, x1, y1 = place
    mask = np.full((int((y1 - y0) * SCALE), int((x1 - x0) * SCALE)), 255, np.uint8)
    h, w = mask.shape
    cv2.ellipse(mask, (int(w * 0.62), int(h * 0.55)), (int(w * 0.12), int(h * 0.38)), 20, 0, 360, 40, -1)
    cv2.ellipse(mask, (int(w * 0.55), int(h * 0.9)), (int(w * 0.2), int(h * 0.25)), 0, 180, 360, 60, -1)
    sheet.ink(mask, x0 * SCALE, y0 * SCALE, (20, 20, 20))
    middle = (x0 + x1) / 2
    sheet.text(middle, y1 + 11, "Liberté • Égalité • Fraternité", 6.5, (20, 20, 20), italic=True, anchor="m")
    sheet.text(middle, y1 + 27, "RÉPUBLIQUE FRANÇAISE", 8.5, (20, 20, 20), anchor="m")


def subject(sheet, top, rng):
    """A printed task below the header."""
    left, right = rng.uniform(110, 200), WIDE - rng.uniform(110, 200)
    y = top + rng.uniform(60, 160)
    if rng.random() < 0.6:
        high = rng.uniform(200, 500)
        sheet.rectangle((left, y, right, y + high), 2, (30, 30, 30))
        sheet.text(WIDE / 2, y + 40, "ÉPREUVES COMMUNES DE CONTRÔLE CONTINU", 20, (20, 20, 20), True, anchor="m")
        for i, words in enumerate(["CLASSE : Première", "VOIE : Générale", "DURÉE DE L'ÉPREUVE : 02 h 00"]):
            sheet.text(left + 20, y + 95 + 45 * i, words, 15, (20, 20, 20), bool(i % 2))
        y += high + 60
    while y < HIGH - 150:
        count = int(rng.integers(9, 13))
        start = int(rng.integers(len(PROSE) - count))
        sheet.text(left, y, " ".join(PROSE[start:start + count]), 13.5, (25, 25, 25))
        y += 34 if rng.random() < 0.85 else 80
    sheet.rectangle((WIDE - 620, HIGH - 95, WIDE - 240, HIGH - 45), 4, (20, 20, 20))
    sheet.text(WIDE - 600, HIGH - 70, "G1SNSIN0%04d" % rng.integers(9999), 17, (20, 20, 20), True)


def ruling(sheet, top, rng):
    """Lines to write on: none, plain, squares or Seyès."""
    kind = rng.choice(["none", "plain", "squares", "seyes"], p=[0.25, 0.3, 0.15, 0.3])
    if kind == "none":
        return
    faint = [(225, 200, 190), (215, 215, 215), (230, 205, 225)][rng.integers(3)]
    step = {"plain": 63, "squares": 39.4, "seyes": 63}[kind]
    ys = np.arange(top, HIGH - 40, step if kind != "seyes" else step / 4)
    for i, y in enumerate(ys):
        light = kind == "seyes" and i % 4
        sheet.line(0, y, WIDE, y, 0.8 if light else 1.2, tuple(min(255, c + 15) for c in faint) if light else faint)
    if kind != "plain":
        for x in np.arange(rng.uniform(10, 60), WIDE, step):
            sheet.line(x, top, x, HIGH - 40, 1.0, faint)
    if rng.random() < 0.6:
        sheet.line(250, top, 250, HIGH - 40, 1.4, (150, 140, 235))


def answer(sheet, top, pen, rng):
    """Joined-up writing that says nothing: loops along a line."""
    y, left = top + rng.uniform(70, 130), rng.uniform(110, 280)
    size, end = rng.uniform(13, 20), rng.uniform(0.4, 0.97) * HIGH
    while y < end:
        x = left + (60 if rng.random() < 0.1 else 0)
        while x < WIDE - rng.uniform(60, 260):
            length = rng.uniform(40, 190)
            n = max(3, int(length / (size * 0.55)))
            t = np.linspace(0, n * 2 * np.pi, n * 10)
            heights = np.repeat(rng.choice([1, 1, 1, 2.1, -1.3], n), 10) * size / 2
            px = x + np.linspace(0, length, len(t)) + 0.22 * size * np.sin(t)
            py = y - heights * (1 - np.cos(t)) / 2 - 0.15 * size * np.sin(t / 2.3)
            sheet.stroke(np.stack([px, py], 1), pen.width / SCALE * 0.75, tuple(int(c) for c in pen.colour))
            x += length + size * 0.9
        y += 63 if rng.random() < 0.9 else 126

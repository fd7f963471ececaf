"""Headers of exam papers by their measures, in units of 1/200 inch from the upper left corner of an A4 page."""

WIDE, HIGH = 1654, 2339  # A4
BLACK = (28, 24, 24)


class Form:
    """Where boxes, words and lines are; colours are BGR."""

    def __init__(self, name):
        self.name = name
        self.rows = {}  # field -> boxes (x0, y0, x1, y1)
        self.more = []  # rows of boxes that hold neither name nor date nor number
        self.ticks = []  # small boxes with words behind them
        self.words = []  # (x, y of the middle, text, height of capitals, bold, italic, anchor l|r|m)
        self.slashes = []  # (x0, y0, x1, y1)
        self.frame = None
        self.code = None  # where a QR code stands
        self.logo = None
        self.rules = []  # lines without boxes: (x0, y0, x1, y1)
        self.line, self.frame_line = 2.6, 4
        self.colour, self.word_colour = BLACK, BLACK
        self.joined, self.open_top, self.radius = True, False, 0
        self.bottom = 0  # where the header ends
        self.rest = "answer"  # or "subject": what is below

    def everything(self):
        return list(self.rows.values()) + self.more


def comb(x, y, count, pitch, height, gap=0.0):
    return [(x + i * pitch, y, x + (i + 1) * pitch - gap, y + height) for i in range(count)]


def _slash(box_before, box_after, lean=0.6):
    x0, y0, y1 = box_before[2], box_before[1], box_before[3]
    middle, h = (x0 + box_after[0]) / 2, y1 - y0
    return middle - lean * h / 4 - 2, y1 - 0.08 * h, middle + lean * h / 4, y0 + 0.1 * h


def _date(form, x, y, pitch, height, between, box_gap=0.0, groups=(2, 2, 4), slashes=True):
    boxes, ends = [], []
    for size in groups:
        boxes += comb(x, y, size, pitch, height, box_gap)
        ends.append(len(boxes))
        x = boxes[-1][2] + box_gap + between
    form.rows["date"] = boxes
    if slashes:
        form.slashes += [_slash(boxes[e - 1], boxes[e]) for e in ends[:-1]]


def cmen3(rng):
    """CMEN v3 as on the brevet of 2024; a third of them with the rows of boxes that recruiting exams add below."""
    f = Form("cmen3")
    pitch, high = (1572 - 389) / 23, 66.4
    f.rows["family"] = comb(389, 91, 23, pitch, high)
    f.rows["first"] = comb(389, 169, 23, pitch, high)
    f.rows["number"] = comb(389, 247, 11, pitch, high)
    _date(f, 1058, 247, pitch, high, pitch)
    f.words = [(79, 87, "Modèle CMEN v3", 13, True, False, "l"), (365, 122, "Nom de famille :", 17, True, False, "r"),
               (350, 143, "(Suivi, s'il y a lieu, du nom d'usage)", 11.5, False, True, "r"),
               (365, 199, "Prénom(s) :", 17, True, False, "r"), (350, 266, "Numéro", 17, True, False, "r"),
               (365, 292, "Candidat :", 17, True, False, "r"), (1042, 268, "Né(e)", 17, True, False, "r"),
               (1042, 293, "le :", 17, True, False, "r")]
    f.code = (93, 193, 199, 299)
    f.frame, f.bottom = (59, 65, 1595, 333), 345
    if rng.random() < 0.33:
        _more_rows(f, 389, 350, pitch, 62, rng)
    return f


def _more_rows(f, x, y, pitch, high, rng):
    def row(at, top, count, text):
        f.more.append(comb(at, top, count, pitch, high))
        f.words.append((at - 14, top + high / 2, text, 15, True, False, "r"))

    row(x, y, 3, "Concours")
    row(x + 9 * pitch, y, 5, "Section/Option")
    y += high + 12
    row(x, y, 3, "Epreuve")
    row(x + 7 * pitch, y, 4, "Matière")
    row(x + 16 * pitch, y, 4, "Session")
    y += high + 14
    for i, text in enumerate(["Concours externe", "3e concours", "Concours interne"]):
        f.ticks.append((x + i * 330, y, x + i * 330 + 24, y + 24))
        f.words.append((x + i * 330 + 36, y + 12, text, 14, False, False, "l"))
    f.bottom = y + 45


def ccyc(rng):
    """CCYC 1.1, at the head of a subject or of a sheet to write on."""
    f = Form("ccyc")
    pitch, high = (1556 - 423) / 24, 66
    f.rows["family"] = comb(423, 98, 24, pitch, high)
    f.rows["first"] = comb(423, 177, 24, pitch, high)
    f.rows["number"] = comb(423, 256, 11, pitch, high)
    f.rows["inscription"] = comb(1273, 256, 3, pitch, high)
    _date(f, 423, 349, pitch, high, pitch)
    f.words = [(96, 112, "Modèle CCYC : ©DNE", 15, True, False, "l"),
               (410, 141, "Nom de famille (naissance) :", 17, True, False, "r"),
               (410, 166, "(Suivi s'il y a lieu, du nom d'usage)", 12, False, True, "r"),
               (410, 218, "Prénom(s) :", 18, True, False, "r"), (410, 290, "N° candidat :", 18, True, False, "r"),
               (1249, 290, "N° d'inscription :", 18, True, False, "r"),
               (423, 333, "(Les numéros figurent sur la convocation.)", 11, False, False, "l"),
               (410, 384, "Né(e) le :", 18, True, False, "r"), (1528, 397, "1.1", 12, False, False, "l")]
    f.logo = (91, 314, 254, 369)
    f.frame, f.frame_line, f.bottom = (78, 79, 1575, 419), 3, 440
    f.rest = "subject" if rng.random() < 0.5 else "answer"
    return f


def cmen2(rng):
    """Neoptec's second form as far as its words tell: coloured boxes, date beside the number, more rows below."""
    f = Form("cmen2")
    count, pitch = int(rng.integers(22, 26)), rng.uniform(44, 51)
    high, x = rng.uniform(50, 62), rng.uniform(330, 400)
    step = high + rng.uniform(16, 44)
    y = rng.uniform(85, 130)
    f.rows["family"] = comb(x, y, count, pitch, high)
    f.rows["first"] = comb(x, y + step, count, pitch, high)
    f.rows["number"] = comb(x, y + 2 * step, 10, pitch, high)
    between = pitch * rng.choice([0.45, 0.6, 1.0])
    _date(f, x + count * pitch - 8 * pitch - 2 * between, y + 2 * step, pitch, high, between)
    f.words = [(70, y - 28, "Modèle CMEN v2 ©NEOPTEC", 11, False, False, "l"),
               (x - 18, y + high / 2, "Nom de famille :", 16, False, False, "r"),
               (x - 18, y + high / 2 + 24, "(Suivi, s'il y a lieu, du nom d'usage)", 10, False, False, "r"),
               (x - 18, y + step + high / 2, "Prénom(s) :", 16, False, False, "r"),
               (x - 18, y + 2 * step + high / 2, "Numéro Inscription :", 15, False, False, "r"),
               (f.rows["date"][0][0] - 10, y + 2 * step + high / 2, "Né(e) le :", 15, False, False, "r")]
    f.colour = [(190, 150, 100), (150, 150, 150), (120, 90, 60), (90, 120, 220), BLACK][rng.integers(5)]
    f.line, f.bottom = rng.uniform(1.4, 2.6), y + 3 * step
    _more_rows(f, x, y + 3 * step, 40, 44, rng)
    return f


def any_form(rng):
    """A form that nobody printed: counts, gaps, rows, colours and places drawn at random, beyond the known ones."""
    f = Form("random")
    count, pitch = int(rng.integers(18, 28)), rng.uniform(40, 56)
    x = rng.uniform(60, max(70, WIDE - 60 - count * pitch))
    above = x < 290  # no room for words at the left
    pitch = min(pitch, (WIDE - 45 - x) / count)
    high = rng.uniform(0.95, 1.5) * pitch
    gap = 0.0 if rng.random() < 0.65 else rng.uniform(0.06, 0.25) * pitch
    f.joined = gap == 0
    step = high + (rng.uniform(34, 60) if above else rng.uniform(6, 60))
    y = rng.uniform(70, 260)
    f.rows["family"] = comb(x, y, count, pitch, high, gap)
    f.rows["first"] = comb(x, y + step, count, pitch, high, gap)
    names = [("family", ["Nom de famille :", "NOM", "Nom de naissance :"]), ("first", ["Prénom(s) :", "PRÉNOM", "Prénom"]),
             ("number", ["N° candidat :", "Numéro", "N° d'inscription"]), ("date", ["Né(e) le :", "Date de naissance", "Né le"])]
    two, between = y + 2 * step, pitch * rng.uniform(0.2, 1.4)
    slashes = rng.random() < 0.6
    pitch2 = pitch if rng.random() < 0.5 else pitch * rng.uniform(0.85, 1.1)
    where = rng.choice(["beside", "below", "alone", "right"])
    if where == "beside":
        pitch2 = min(pitch2, (WIDE - 50 - x) / 19)
        between = min(between, pitch2)
        f.rows["number"] = comb(x, two, int(rng.integers(6, 9)), pitch2, high, gap)
        start = max(WIDE - 50 - 8 * pitch2 - 2 * between, f.rows["number"][-1][2] + 20)
        _date(f, start, two, pitch2, high, between, gap, slashes=slashes)
    elif where == "below":
        f.rows["number"] = comb(x, two, int(rng.integers(8, 14)), pitch2, high, gap)
        _date(f, x, two + step, pitch2, high, between, gap, slashes=slashes)
    elif where == "alone":
        _date(f, x, two, pitch2, high, between, gap, slashes=slashes)
    else:
        _date(f, WIDE - 50 - 8 * pitch2 - 2 * between, two, pitch2, high, between, gap, slashes=slashes)
    size, bold = rng.uniform(12, 19), bool(rng.random() < 0.5)
    for field, texts in names:
        if field in f.rows:
            x0, y0, _, y1 = f.rows[field][0]
            text = texts[rng.integers(3)]
            if above or (field == "date" and where == "beside"):
                f.words.append((x0, y0 - 0.9 * size, text, min(size, 14), bold, False, "l"))
            else:
                f.words.append((x0 - 14, (y0 + y1) / 2, text, size, bold, False, "r"))
    f.bottom = max(b[3] for row in f.rows.values() for b in row) + 30
    f.colour = [BLACK, (90, 90, 90), (150, 150, 150), (200, 160, 90), (110, 110, 230), (120, 170, 90), (60, 130, 240)][
        rng.integers(7)]
    f.line = rng.uniform(1.2, 4)
    f.open_top = f.joined and rng.random() < 0.06
    if rng.random() < 0.5:
        x1 = max(b[2] for row in f.rows.values() for b in row)
        left = min([x] + [w[0] - 14 * w[3] * 0.7 for w in f.words if w[6] == "r"])
        f.frame = (max(20, left - 10), y - rng.uniform(32, 60), min(WIDE - 15, x1 + 24), f.bottom)
        f.frame_line = rng.uniform(1.5, 5)
    if not above and rng.random() < 0.3:
        side = rng.uniform(80, 110)
        f.code = (x - 200 - side, two - side - 4, x - 200, two - 4) if x > 320 else None
    if rng.random() < 0.3:
        _more_rows(f, max(x, 240), f.bottom + 30, min(pitch, 48), min(high, 56), rng)
    return f


FORMS = {"cmen3": cmen3, "ccyc": ccyc, "cmen2": cmen2, "random": any_form}



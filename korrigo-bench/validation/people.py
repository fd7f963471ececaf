"""Who is on a roster, who isn't, and how a name is spelt in boxes."""
import bisect
import csv
import gzip
import os
import unicodedata

# Written for this file: first names that the register of France's births holds rarely or not at all, and family
# names that go with them. Look-alikes are told apart by these origins.
ORIGINS = {
    "afghan": ("AHMADI NOORZAI RAHIMI STANIKZAI SAFI ZADRAN",
               "Rahmatullah Hekmatullah Nasibullah Zabihullah Habibullah Najibullah Asadullah Fazalhaq Gulagha Mirwais"),
    "punjabi": ("SINGH KAUR GILL SANDHU DHILLON SIDHU",
                "Harpreet Gurpreet Manpreet Jaspreet Gurjeet Harjeet Manjeet Sukhdeep Amandeep Gagandeep Ramandeep"),
    "west-african": ("DIALLO TRAORE COULIBALY KEITA BARRY CISSE",
                     "Mamadou Mamoudou Amadou Fatoumata Fatimata Aminata Aissata Ousmane Ousseynou Boubacar Abdoulaye"),
    "vietnamese": ("NGUYEN TRAN PHAM HUYNH VO BUI",
                   "Minh Linh Thinh Vinh Khanh Hanh Trang Giang Quang Thang Phuong Huong Duong Thuy Thu"),
    "korean": ("KIM PARK CHOI JUNG YOON",
               "Minjun Hajun Seojun Yejun Jihun Jiho Minho Junho Seoyeon Soyeon Jiyeon Hayoon Doyoon Siwoo"),
    "turkish": ("YILMAZ KAYA DEMIR CELIK OZTURK",
                "Mehmet Ahmet Emre Eren Yasin Yavuz Elif Esra Ebru Zeynep Zehra Merve Berke Berkay Tarik Tarkan"),
    "maghrebi": ("BENALI HADDAD MANSOURI CHERIF BOUAZZA",
                 "Yassine Yacine Ayoub Ayman Sofiane Soufiane Amira Samira Farid Karim Kamel Kamal Nadia Nadir Salim Salima"),
    "tamil": ("SIVAKUMAR RAJENDRAN SELVARAJAH KANDIAH",
              "Kirushan Kirushana Tharsika Tharshan Abirami Abinaya Nirojan Niroshan Pirakash Pirasath Vithushan Mathushan"),
    "slavic": ("IVANOV KOVALENKO SHEVCHENKO PETROVIC NOWAK",
               "Oleksandr Oleksandra Volodymyr Vladyslav Yaroslav Stanislav Miroslav Svitlana Milan Milana Dragan Goran"),
    "french": ("MARTIN LEFEBVRE GAUTIER MOREAU ROUSSEL",
               "Julie Julien Julia Lucie Lucien Louis Louise Marie Marine Marion Manon Martin Martine Simon Simone Leo Lea"),
}


def plain(text):
    """Capitals without accents, as boxes are filled: letters, spaces, hyphens, apostrophes."""
    text = text.upper().replace("Œ", "OE").replace("Æ", "AE").replace("ß", "SS")
    return "".join(c for c in unicodedata.normalize("NFD", text) if c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ -'")


class Names:
    """First and family names of France, and those of this file.

    Half are drawn by how often they were given, half from anywhere in the list: rosters hold both.
    """

    def __init__(self, folder):
        self.first = self._read(os.path.join(folder, "first-names.csv.gz"))
        self.family = self._read(os.path.join(folder, "family-names.csv.gz"))

    @staticmethod
    def _read(path):
        if not os.path.exists(path):
            return None
        rows = list(csv.reader(gzip.open(path, "rt", encoding="utf-8")))[1:]
        rows = [(r[0], int(r[1])) for r in rows if 1 < len(r[0]) < 20 and int(r[1]) > 0]
        total, bounds = 0, []
        for _, births in rows:
            total += births
            bounds.append(total)
        return [r[0] for r in rows], bounds

    @staticmethod
    def _one(names, rng):
        words, bounds = names
        if rng.random() < 0.5:
            return words[bisect.bisect_right(bounds, rng.integers(bounds[-1]))]
        return words[rng.integers(len(words))]

    def family_name(self, rng):
        if self.family is None or rng.random() < 0.2:
            return _pick(rng, _pick(rng, list(ORIGINS.values()))[0].split())
        name = self._one(self.family, rng)
        chance = rng.random()
        if chance < 0.03:
            name = _pick(rng, ["DE ", "DA ", "DOS ", "EL ", "BEN ", "LE ", "D'", "N'"]) + name
        elif chance < 0.07:
            name += _pick(rng, ["-", " "]) + self._one(self.family, rng)
        return name

    def first_name(self, rng):
        if self.first is None or rng.random() < 0.2:
            return _pick(rng, _pick(rng, list(ORIGINS.values()))[1].split())
        name = self._one(self.first, rng)
        if rng.random() < 0.04:
            name += _pick(rng, ["-", " "]) + self._one(self.first, rng)
        return "-".join(" ".join(w.capitalize() for w in part.split(" ")) for part in name.split("-"))


def _pick(rng, items):
    return items[rng.integers(len(items))]


def birth(rng):
    """ddmmyyyy of a pupil; one in twelve has the date that is given when nobody knows it."""
    if rng.random() < 0.08:
        return f"0101{rng.integers(2006, 2010)}"
    return f"{rng.integers(1, 29):02d}{rng.integers(1, 13):02d}{rng.integers(2006, 2010)}"


class Student:
    """One row of a roster: names as the school spells them, birth date as ddmmyyyy."""

    def __init__(self, family, first, birth_date, origin=""):
        self.family, self.first, self.birth_date, self.origin = family, first, birth_date, origin

    def key(self):
        return plain(self.family), plain(self.first), self.birth_date


def roster(names, size, rng, students=()):
    """So many different students: those given, some who share a family name with another, and others."""
    result = list(students)
    known = {s.key() for s in result}
    while len(result) < size:
        family = names.family_name(rng)
        if result and rng.random() < 0.12:
            family = _pick(rng, result).family
        student = Student(family, names.first_name(rng), birth(rng))
        if student.key() not in known:
            known.add(student.key())
            result.append(student)
    order = rng.permutation(len(result))
    return [result[i] for i in order]


def distance(a, b):
    """Letters inserted, left out or replaced between two texts."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def look_alikes(rng, count, extra=()):
    """Pairs (student, stranger, letters off, origin): same family name and birth date, another first name.

    Origins and distances of one, two, three letters come in turn; where a list has no pair at that distance, letters of
    a name are replaced. `extra` are more first names, of no known origin.
    """
    result = []
    for i in range(count):
        origin = sorted(ORIGINS)[i % len(ORIGINS)]
        off = 1 + (i + i // len(ORIGINS)) % 3
        families, firsts = (words.split() for words in ORIGINS[origin])
        pairs = [(a, b) for a in firsts for b in firsts if a != b and distance(plain(a), plain(b)) == off]
        if extra and rng.random() < 0.2:
            near = [(a, b) for a in firsts for b in extra if distance(plain(a), plain(b)) == off]
            pairs = near or pairs
        if pairs:
            first, other = _pick(rng, pairs)
        else:
            first = _pick(rng, [f for f in firsts if len(f) > off])
            letters = list(first.upper())
            for at in rng.choice(len(letters), off, replace=False):
                same = "AEIOUY" if letters[at] in "AEIOUY" else "BCDFGHJKLMNPQRSTVWXZ"
                letters[at] = _pick(rng, [c for c in same if c != letters[at]])
            other = "".join(letters).capitalize()
        family, date = _pick(rng, families), birth(rng)
        result.append((Student(family, first, date, origin), Student(family, other, date, origin), off, origin))
    return result

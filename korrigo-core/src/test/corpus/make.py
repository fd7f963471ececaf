#!/usr/bin/env python3
"""Writes the roster corpus into ../resources/io/korrigo/roster/corpus: files as schools have them, and what is in them.

What is expected comes from the students below, never from Korrigo's reader. Run it again after a change and commit both.

NAME.expected has the file's facts and then one line for each record, cells separated by tabs:
  student LINE last usage first date email class group ine
  problem LINE column code            (one line for each problem; no column is "-")
  leftout LINE reason
  skipped LINE reason
A refused file has one line instead: "refused", a tab, and what the message must say.
"""

import datetime
import pathlib
import shutil
import unicodedata
import zipfile
from xml.sax.saxutils import escape

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources/io/korrigo/roster/corpus"

# last, usage, first (several words are several first names), birth date, e-mail, class, group, INE: all invented
STUDENTS = [
    ("LEFÈVRE-DUBOSC", "", "Zoé Anaïs", (2008, 3, 12), "zoe.lefevre@ecole.example", "TG2", "G3", "0712345678A"),
    ("DE LA TOURNELLE", "", "Jean-Noël", (2007, 12, 1), "jn@ecole.example", "TG2", "G3", "0712345678B"),
    ("N'GUEMBA", "KARIMI", "Maï", (2008, 2, 29), "", "TG1", "", "0712345678C"),
    ("HAÏKAL", "", "François", (2008, 8, 5), "f.haikal@ecole.example", "TG1", "G1", "0712345678D"),
    ("SAINT-ANDRÉ", "", "Léa Chloé", (2007, 1, 31), "", "TG2", "G1", "0712345678E"),
    ("BEN AMARRI", "", "Inès", (2008, 10, 20), "ines@ecole.example", "TG1", "", "0712345678F"),
    ("D'ORVILLE", "", "Gaëtan", (2008, 11, 9), "", "TG2", "G3", "071234567GH"),
]
FIELDS = ("last", "usage", "first", "date", "email", "class", "group", "ine")

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
DATES = {
    "dmy": lambda y, m, d: f"{d:02}/{m:02}/{y}",
    "dmy1": lambda y, m, d: f"{d}/{m}/{y}",
    "dash": lambda y, m, d: f"{d:02}-{m:02}-{y}",
    "dot": lambda y, m, d: f"{d:02}.{m:02}.{y}",
    "iso": lambda y, m, d: f"{y}-{m:02}-{d:02}",
    "short": lambda y, m, d: f"{d:02}/{m:02}/{y % 100:02}",
    "midnight": lambda y, m, d: f"{d:02}/{m:02}/{y} 00:00",
    "isotime": lambda y, m, d: f"{y}-{m:02}-{d:02}T00:00:00",
    "serial": lambda y, m, d: str((datetime.date(y, m, d) - datetime.date(1899, 12, 30)).days),
    "digits": lambda y, m, d: f"{y}{m:02}{d:02}",
    "words": lambda y, m, d: f"{'1er' if d == 1 else d} {MONTHS[m - 1]} {y}",
}


def full(s):
    return f"{s['last']} {s['first']}"


def nth(number):
    return lambda s: (s["first"].split() + [""] * 3)[number - 1]


# dialect: header, and what each column holds (a field, a constant or a function); name in the reader
DIALECTS = {
    "pronote": ("PRONOTE", ["Élèves", "Né(e) le", "Adresse E-mail", "Classe", "EDS ", "Groupe"],
                [full, "date", "email", "class", "=MATHS, PHYSIQUE", "group"]),
    "pronote-short": ("PRONOTE", ["Élèves", "Né(e) le", "Sexe"], [full, "date", "=F"]),
    "comma-name": ("OTHER", ["Nom, Prénom", "Date de naissance", "Classe"],
                   [lambda s: f"{s['last']}, {s['first']}", "date", "class"]),
    "siecle": ("SIECLE", ["Nom de famille", "Nom d'usage", "Prénom 1", "Prénom 2", "Prénom 3", "Date de naissance", "INE",
                          "Division"],
               ["last", "usage", nth(1), nth(2), nth(3), "date", "ine", "class"]),
    "sconet": ("SCONET", ["ELENOM", "ELEPRE", "ELESEXE", "ELEDATNAIS", "ELENOET", "ELE_ID", "ELEDOUBL", "ELENONAT", "ELEREG",
                          "DIVCOD"],
               ["last", "first", "=2", "date", "=17", "=100", "=N", "ine", "=1", "class"]),
    "onde": ("ONDE", ["Nom élève", "Nom d'usage élève", "Prénom élève", "Date naissance", "Sexe", "INE", "Cycle",
                      "Libellé classe"],
             ["last", "usage", "first", "date", "=F", "ine", "=CYCLE III", "class"]),
    "ent": ("ENT", ["externalid", "Prénom*", "Nom*", "Classe", "Date de naissance*", "Prénom d'usage"],
            ["=77", "first", "last", "class", "date", "=Zaza"]),
    "korrigo": ("KORRIGO", ["NOM", "PRENOM", "DATE_NAISSANCE", "EMAIL", "CLASSE"],
                ["last", "first", "date", "email", "class"]),
    "english": ("ENGLISH", ["last_name", "first_name", "date_of_birth", "email"], ["last", "first", "date", "email"]),
    "headerless-full": ("HEADERLESS", None, [full, "date", "email", "class"]),
    "headerless-two": ("HEADERLESS", None,
                       ["last", lambda s: s["first"], "=F", "date", "ine", "class"]),
}


def marked_class(s):
    return f"'{s['class']}'"


def dashed_usage(s):
    return s["usage"] or " -"


# What columns hold that are made by a function
HOLDS = {marked_class: "class", dashed_usage: "usage"}
DIALECTS.update({
    "cyclades": ("OTHER", ["Division de classe", "N° Candidat", "Nom de famille", "Nom d'usage", "Prénom(s)",
                           "Date de Naissance", "Division de classe", "INE", "Etat"],
                 [marked_class, "=2011557741", "last", dashed_usage, "first", "date", marked_class, "ine", "=Inscrit"]),
    "guardians": ("OTHER", ["Nom de famille", "Prénom", "Date Naissance", "Id National", "Date Sortie", "Code Structure",
                            "Lib. Structure", "Nom de famille Repr. Lég."],
                  ["last", "first", "date", "ine", "=", "class", "=3EME A", "=PARENTI"]),
    "names-under-nom": ("OTHER", ["Nom", "Né(e) le", "Sexe", "E-mail", "Heures manquées", "", "Entrée", "Sortie"],
                        [full, "date", "=F", "email", "=90h00 (3)", "=-", "=Début d'année", "="]),
    "usual-name": ("OTHER", ["Nom de naissance", "Nom usuel", "Prénom", "Né(e) le", "Div."],
                   ["last", "usage", "first", "date", "class"]),
    "lower-header": ("KORRIGO", ["Nom", "Prénom", "Date Naissance", "Lieu Naissance", "Responsable Nom", "Responsable Mail"],
                     ["last", "first", "date", "=Ville", "=PARENTI", "=p@x.example"]),
})


def students(names):
    return [dict(zip(FIELDS, s)) for s in STUDENTS[:names]]


def row(dialect, s, date):
    values = dict(s, date=DATES[date](*s["date"]))
    cells = []
    for column in DIALECTS[dialect][2]:
        if callable(column):
            cells.append(column(values))
        else:
            cells.append(column[1:] if column.startswith("=") else values[column])
    return cells


def kept(dialect):
    fields = {"last", "first", "date"}
    for column in DIALECTS[dialect][2]:
        if isinstance(column, str) and not column.startswith("="):
            fields.add(column)
        elif column in HOLDS:
            fields.add(HOLDS[column])
    return fields


def student_line(dialect, s, line):
    fields = kept(dialect)
    values = [("-".join(f"{n:02}" for n in s["date"]) if f == "date" else s[f]) if f in fields else "" for f in FIELDS]
    return "\t".join(["student", str(line)] + values)


def quote(cell, delimiter, how):
    if how == "raw":
        return cell
    if how == "all" or delimiter in cell or '"' in cell or "\n" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def write(name, data, expected):
    (OUT / name).write_bytes(data)
    (OUT / (name + ".expected")).write_text("\n".join(expected) + "\n", encoding="utf-8")


JAVA = {"utf-8": "UTF-8", "cp1252": "windows-1252", "latin-1": "windows-1252", "iso8859-15": "ISO-8859-15",
        "mac_roman": "x-MacRoman", "cp850": "IBM850", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}


def csv(name, dialect, delimiter=";", encoding="utf-8", bom=False, eol="\n", date="dmy", quotes="", titles=(), second=None,
        total=None, wrap=lambda cell: cell, extra=(), header_lines=None, declared=False, blank=False, trailing=0, spaces=False, nfd=False, last_eol=True, dos=False, names=7):
    known, header, _ = DIALECTS[dialect]
    lines, expected, number = [], [], 0

    def add(cells, said):
        nonlocal number
        number += 1
        cells = list(cells) + [""] * trailing
        lines.append(delimiter.join(quote(c, delimiter, quotes if any(cells) else "") for c in cells))
        if said:
            expected.append(said.replace("#", str(number)))

    if declared:
        number += 1
        lines.append("sep=" + delimiter)
    for title in titles:
        add([title], "skipped\t#\t" + ("TITLE" if title else "BLANK"))
    header_line = 0
    if header_lines:
        add(header_lines[0], "skipped\t#\tTITLE")
        header = header_lines[1]
    if header:
        add(header, None)
        header_line = number
    if second:
        add(second, "skipped\t#\tSECOND_HEADER")
    for i, s in enumerate(students(names)):
        cells = row(dialect, s, date)
        if spaces:
            cells = [f"\u00a0{c.replace(' ', chr(0x202f))}\u200b" if c else c for c in cells]
        add([wrap(c) for c in cells], student_line(dialect, s, "#"))
        if blank and i == 2:
            add([""], "skipped\t#\tBLANK")
    for cells, said in extra:
        add(cells, said)
    if total:
        add(total, "skipped\t#\tTOTAL")
    if dos:
        add(["\x1a"], "skipped\t#\tBLANK")
        last_eol = False
    text = eol.join(lines) + (eol if last_eol else "")
    if nfd:
        text = unicodedata.normalize("NFD", text)
    data = text.encode(encoding)
    if bom:
        data = "\ufeff".encode(encoding) + data
    facts = ["container\tCSV", "dialect\t" + known, "encoding\t" + JAVA[encoding], "bom\t" + str(bom).lower(),
             "separator\t" + {"\t": "TAB"}.get(delimiter, delimiter), f"header\t{header_line}"]
    write(name, data, facts + expected)


# ---- workbooks, written part by part

TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
%s</Types>"""
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def letter(index):
    return chr(ord("A") + index)


def workbook(name, sheets, date1904=False, expected=()):
    """sheets: (name, hidden, {row number: cells}), and what else a sheet has: rows that are hidden, areas that are merged.

    A cell is text, a number, (number, style), or a dictionary of its type and content.
    """
    shared = []
    sheets = [sheet if len(sheet) == 4 else (*sheet, {}) for sheet in sheets]

    def cell(r, c, value):
        at = f'r="{letter(c)}{r}"'
        if isinstance(value, str):
            if value not in shared:
                shared.append(value)
            return f'<c {at} t="s"><v>{shared.index(value)}</v></c>'
        if isinstance(value, dict):
            return f'<c {at} t="{value["t"]}">{value["xml"]}</c>'
        number, style = value if isinstance(value, tuple) else (value, 0)
        return f'<c {at} s="{style}"><v>{number}</v></c>'

    parts = {}
    for i, (_, _, rows, more) in enumerate(sheets, 1):
        merged = "".join(f'<mergeCell ref="{area}"/>' for area in more.get("merged", ()))
        body = "".join(
            f'<row r="{r}"{" hidden=" + chr(34) + "1" + chr(34) if r in more.get("hidden", ()) else ""}>' + "".join(cell(r, c, v) for c, v in enumerate(cells) if v != "") + "</row>"
            for r, cells in sorted(rows.items()))
        parts[f"xl/worksheets/sheet{i}.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>' + (
            f"<mergeCells>{merged}</mergeCells>" if merged else "") + "</worksheet>"
    parts["[Content_Types].xml"] = TYPES % "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for i in range(1, len(sheets) + 1))
    parts["_rels/.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    parts["xl/_rels/workbook.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
            f'<Relationship Id="s{i}" Type="{REL}/worksheet" Target="worksheets/sheet{i}.xml"/>'
            for i in range(1, len(sheets) + 1)) + "</Relationships>")
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><workbookPr{" date1904=" + chr(34) + "1" + chr(34) if date1904 else ""}/>'
        "<sheets>" + "".join(
            f'<sheet name="{escape(n)}" sheetId="{i}" r:id="s{i}"{" state=" + chr(34) + "hidden" + chr(34) if h else ""}/>'
            for i, (n, h, _, _) in enumerate(sheets, 1)) + "</sheets></workbook>")
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
        '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>')
    parts["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{escape(s)}</t></si>" for s in shared) + "</sst>")
    path = OUT / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(parts, key=lambda p: (p != "[Content_Types].xml", p)):
            archive.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0)), parts[part], zipfile.ZIP_DEFLATED)
    if expected:
        (OUT / (name + ".expected")).write_text("\n".join(expected) + "\n", encoding="utf-8")


def xlsx(name, dialect, kind, style=0, date1904=False, first_row=1, titles=0, other_sheet=False, hidden=None):
    """kind: a date style for text, or "number" for dates as numbers."""
    known, header, _ = DIALECTS[dialect]
    rows, expected, number = {}, [], first_row
    for _ in range(titles):
        rows[number] = ["Lycée d'exemple"]
        expected.append(f"skipped\t{number}\tTITLE")
        number += 1
    header_line = number
    rows[number] = header
    epoch = datetime.date(1904, 1, 1) if date1904 else datetime.date(1899, 12, 30)
    for s in students(7):
        number += 1
        cells = row(dialect, s, "dmy" if kind == "number" else kind)
        if kind == "number":
            at = DIALECTS[dialect][2].index("date")
            cells[at] = ((datetime.date(*s["date"]) - epoch).days, style)
        rows[number] = cells
        expected.append(student_line(dialect, s, number))
    sheets = [("Élèves 2026", False, rows)]
    if other_sheet:
        sheets.insert(0, ("Mode d'emploi", False, {1: ["Ouvrir la feuille suivante"], 2: ["Classe", "Effectif"]}))
    if hidden:
        sheets.insert(0, ("Ancien", True, {1: header, 2: row(dialect, students(1)[0], "dmy")}))
    facts = ["container\tXLSX", "dialect\t" + known, "sheet\tÉlèves 2026", f"header\t{header_line}"]
    workbook(name, sheets, date1904, facts + expected)


def workbook_of(name, sheets, expected):
    workbook(name, sheets, expected=expected)


def several(name, write_workbook, container):
    """A class a sheet, a sheet of something else, a hidden one and a hidden row."""
    header = ["Nom", "Prénom", "Né(e) le", "Classe"]
    rows, said = {"TG1": {1: header}, "TG2": {1: header}}, []
    for s in students(7):
        sheet = rows[s["class"]]
        line = len(sheet) + 1
        sheet[line] = [s["last"], s["first"], DATES["dmy"](*s["date"]), s["class"]]
        said.append("\t".join(["student", str(line), s["last"], "", s["first"], "-".join(f"{n:02}" for n in s["date"]), "",
                               s["class"], "", ""]))
    said.sort(key=lambda line: (int(line.split("\t")[1]), line.split("\t")[7]))
    write_workbook(name, [("Sommaire", False, {1: ["Classe", "Effectif"], 2: ["TG1", "3"]}),
                          ("TG1", False, rows["TG1"], {"hidden": [3]}), ("Anciens", True, {1: header}),
                          ("TG2", False, rows["TG2"])],
                   expected=["container\t" + container, "dialect\tOTHER", "sheet\tTG1", "header\t1"] + said)


def merged_rows(name, write_workbook, container):
    """Cells merged over the rows of one class, and over the two rows of one student."""
    one, two, three = students(3)
    line = lambda s, number: "\t".join(["student", str(number), s["last"], "", s["first"],
                                        "-".join(f"{n:02}" for n in s["date"]), "", "TG2", "", ""])
    rows = {1: ["Classe", "Nom", "Prénom", "Né(e) le", "Responsable"],
            2: ["TG2", one["last"], one["first"], DATES["dmy"](*one["date"]), "PARENTI"],
            3: ["", "", "", "", "PARENTO"],
            4: ["", two["last"], two["first"], DATES["iso"](*two["date"]), "PARENTA"]}
    write_workbook(name, [("Liste", False, rows, {"merged": ["A2:A4", "B2:B3", "C2:C3", "D2:D3"]})],
                   expected=["container\t" + container, "header\t1", line(one, 2), "leftout\t3\tREPEATED", line(two, 4)])


def cells_of_all_kinds(name):
    first, second = students(2)
    rows = {1: [{"t": "inlineStr", "xml": "<is><t>Nom</t></is>"}, "Prénom_x000D_", "Né(e)\nle", "Classe"],
            2: [{"t": "inlineStr", "xml": f"<is><r><t>{first['last'][:3]}</t></r><r><t>{first['last'][3:]}</t></r>"
                                          "<rPh><t>X</t></rPh></is>"},
                first["first"].replace(" ", "_x000D_\n"), {"t": "d", "xml": "<v>2008-03-12T00:00:00</v>"},
                {"t": "str", "xml": "<f>A1</f><v>TG2</v>"}],
            3: [second["last"], second["first"], DATES["dmy"](*second["date"]), {"t": "e", "xml": "<v>#N/A</v>"}]}
    said = ["\t".join(["student", "2", first["last"], "", first["first"], "2008-03-12", "", "TG2", "", ""]),
            "\t".join(["student", "3", second["last"], "", second["first"], "2007-12-01", "", "", "", ""])]
    workbook(name, [("A", False, rows)], expected=["container\tXLSX", "header\t1"] + said)


def ods(name, sheets, expected):
    office = "urn:oasis:names:tc:opendocument:xmlns:"

    def table(sheet):
        title, hidden, rows, more = sheet if len(sheet) == 4 else (*sheet, {})
        spans = {}
        for area in more.get("merged", ()):
            first, last = area.split(":")
            spans[(ord(first[0]) - ord("A"), int(first[1:]))] = int(last[1:]) - int(first[1:]) + 1
        lines, line = [], 1
        for number in sorted(rows):
            if number > line:
                lines.append(f'<table:table-row table:number-rows-repeated="{number - line}"><table:table-cell/>'
                             "</table:table-row>")
            filtered = ' table:visibility="filter"' if number in more.get("hidden", ()) else ""
            cells = ""
            for column, value in enumerate(rows[number]):
                span = spans.get((column, number), 1)
                kind = 'office:value-type="string"' if value else ""
                if len(value) == 10 and value[4] == "-":
                    kind, value = f'office:value-type="date" office:date-value="{value}"', "12 mars"
                spanned = f' table:number-rows-spanned="{span}" table:number-columns-spanned="1"' if span > 1 else ""
                note = "<office:annotation><text:p>vu</text:p></office:annotation>" if column == 0 else ""
                body = f"{note}<text:p>{escape(value).replace('  ', '<text:s/>')}</text:p>" if value else ""
                cells += f"<table:table-cell {kind}{spanned}>{body}</table:table-cell>"
            lines.append(f'<table:table-row{filtered}>{cells}<table:table-cell table:number-columns-repeated="1000"/>'
                         "</table:table-row>")
            line = number + 1
        lines.append('<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
                     'table:number-columns-repeated="1024"/></table:table-row>')
        style = ' table:style-name="ta2"' if hidden else ' table:style-name="ta1"'
        return f'<table:table table:name="{escape(title)}"{style}>{"".join(lines)}</table:table>'

    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}office:1.0" '
               f'xmlns:table="{office}table:1.0" xmlns:text="{office}text:1.0" xmlns:style="{office}style:1.0">'
               '<office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties '
               'table:display="true"/></style:style><style:style style:name="ta2" style:family="table">'
               '<style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body>'
               f'<office:spreadsheet>{"".join(table(sheet) for sheet in sheets)}</office:spreadsheet></office:body>'
               "</office:document-content>")
    archive_of(name, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content,
                      "META-INF/manifest.xml": "<manifest/>"}, expected)


def archive_of(name, files, expected):
    with zipfile.ZipFile(OUT / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in files.items():
            archive.writestr(zipfile.ZipInfo(file, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    (OUT / (name + ".expected")).write_text("\n".join(expected) + "\n", encoding="utf-8")


# ---- BEE XML

def bee(name, encoding="ISO-8859-15", new_names=False, eol="\n", refused=None, mangle=lambda text: text, date="dmy"):
    last, ine = ("NOM_DE_FAMILLE", "INE_RNIE") if new_names else ("NOM", "ID_NATIONAL")
    lines = [f'<?xml version="1.0" encoding="{encoding}"?>', '<BEE_ELEVES VERSION="2.1">', "<PARAMETRES>",
             "<UAJ>0000000X</UAJ>", "</PARAMETRES>", "<DONNEES>", "<ELEVES>"]
    expected = []
    for i, s in enumerate(students(7), 1):
        lines.append(f'<ELEVE ELEVE_ID="{i}" ELENOET="{100 + i}">')
        expected.append("\t".join(
            ["student", str(len(lines)), s["last"], s["usage"], s["first"], "-".join(f"{n:02}" for n in s["date"]),
             s["email"], s["class"], s["group"], s["ine"]]))
        firsts = (s["first"].split() + [""] * 3)[:3]
        for element, value in ((ine, s["ine"]), (last, s["last"]), ("NOM_USAGE", s["usage"]), ("PRENOM", firsts[0]),
                               ("PRENOM2", firsts[1]), ("PRENOM3", firsts[2]), ("DATE_NAISS", DATES[date](*s["date"])),
                               ("CODE_SEXE", "2"), ("MEL", s["email"])):
            lines.append(f"<{element}>{escape(value)}</{element}>" if value else f"<{element}/>")
        lines.append("</ELEVE>")
    lines += ["</ELEVES>", "<STRUCTURES>"]
    for i, s in enumerate(students(7), 1):
        lines.append(f'<STRUCTURES_ELEVE ELEVE_ID="{i}" ELENOET="{100 + i}">')
        for code, kind in ((s["class"], "D"), (s["group"], "G")):
            if code:
                lines.append(f"<STRUCTURE><CODE_STRUCTURE>{code}</CODE_STRUCTURE>"
                             f"<TYPE_STRUCTURE>{kind}</TYPE_STRUCTURE></STRUCTURE>")
        lines.append("</STRUCTURES_ELEVE>")
    lines += ["</STRUCTURES>", "</DONNEES>", "</BEE_ELEVES>"]
    data = mangle(eol.join(lines) + eol).encode(encoding)
    if refused:
        write(name, data, ["refused\t" + refused])
    else:
        write(name, data, ["container\tXML", "dialect\tSIECLE_XML", "encoding\t" + encoding, "header\t2"] + expected)


def sound():
    csv("pronote-utf8-bom.csv", "pronote", ",", bom=True)
    csv("pronote-utf8-crlf.csv", "pronote", ",", eol="\r\n", date="dmy1")
    csv("pronote-cp1252.csv", "pronote", ";", "cp1252", eol="\r\n")
    csv("pronote-mac.csv", "pronote", ";", "mac_roman", eol="\r", date="dot")
    csv("pronote-utf16.txt", "pronote", "\t", "utf-16-le", bom=True, eol="\r\n")
    csv("pronote-utf16be-no-mark.txt", "pronote", "\t", "utf-16-be", date="iso")
    csv("pronote-groups.csv", "pronote", ";", second=["", "", "", "", "Toutes", "Mes cours"], total=["Total : 7"])
    csv("pronote-titles.csv", "pronote", ",", titles=("Lycée d'exemple", "", "Liste du 24/11/2026"), bom=True)
    csv("pronote-quoted.csv", "pronote", ",", quotes="all", eol="\r\n", blank=True)
    csv("pronote-invisible.csv", "pronote", ";", spaces=True)
    csv("pronote-nfd.csv", "pronote", ",", nfd=True)
    csv("pronote-short-dos.csv", "pronote-short", ";", "cp850", eol="\r\n", dos=True)
    csv("pronote-short-trailing.csv", "pronote-short", ";", trailing=3, eol="\r\n", date="short")
    csv("pronote-words.csv", "pronote-short", ";", date="words")
    csv("comma-name-quoted.csv", "comma-name", ",")
    csv("comma-name-semicolon.csv", "comma-name", ";", "latin-1", date="dash")
    csv("siecle-utf8-bom.csv", "siecle", ",", bom=True, quotes="all", eol="\r\n")
    csv("siecle-cp1252.csv", "siecle", ";", "cp1252", eol="\r\n", quotes="all")
    csv("siecle-latin1.csv", "siecle", ";", "latin-1", date="iso")
    csv("siecle-midnight.csv", "siecle", ";", date="midnight", bom=True)
    csv("siecle-bar.csv", "siecle", "|", date="dmy1")
    csv("siecle-declared.csv", "siecle", ",", declared=True, eol="\r\n")
    csv("sconet-latin1.csv", "sconet", ";", "latin-1", eol="\r\n")
    csv("sconet-cp850.txt", "sconet", ";", "cp850", eol="\r\n", dos=True)
    csv("sconet-digits.csv", "sconet", ";", date="digits")
    csv("sconet-utf16.txt", "sconet", "\t", "utf-16-le", bom=True, date="short")
    csv("sconet-total.csv", "sconet", ";", total=["Effectif", "7"])
    csv("onde-latin1.csv", "onde", ";", "latin-1", eol="\n")
    csv("onde-iso.csv", "onde", ";", "cp1252", eol="\r\n", date="iso")
    csv("onde-utf8-isotime.csv", "onde", ";", date="isotime", last_eol=False)
    csv("onde-mac.csv", "onde", ";", "mac_roman", eol="\r")
    csv("onde-tab.csv", "onde", "\t", date="dash")
    csv("ent-utf8.csv", "ent", ";")
    csv("ent-comma-bom.csv", "ent", ",", bom=True, eol="\r\n", date="iso")
    csv("ent-cp1252.csv", "ent", ";", "cp1252", date="dot")
    csv("korrigo-utf8.csv", "korrigo", ";", bom=True)
    csv("korrigo-comma.csv", "korrigo", ",", date="iso", last_eol=False)
    csv("korrigo-serial.csv", "korrigo", ";", date="serial", eol="\r\n")
    csv("korrigo-cp1252-declared.csv", "korrigo", ";", "cp1252", declared=True, eol="\r\n")
    csv("korrigo-mac-bar.csv", "korrigo", "|", "mac_roman", eol="\r", date="dmy1")
    csv("english-utf8.csv", "english", ",", date="iso")
    csv("english-bar.csv", "english", "|", date="dot", bom=True)
    csv("english-tab-utf16be.txt", "english", "\t", "utf-16-be", bom=True, date="digits")
    csv("headerless-full.csv", "headerless-full", ";", eol="\r\n")
    csv("headerless-full-cp1252.csv", "headerless-full", ",", "cp1252", date="iso")
    csv("headerless-two.csv", "headerless-two", ";", bom=True)
    csv("headerless-two-titles.csv", "headerless-two", "\t", titles=("Classe de seconde",), date="serial")
    xlsx("pronote-text.xlsx", "pronote", "dmy")
    xlsx("pronote-number.xlsx", "pronote", "number")
    xlsx("siecle-dates.xlsx", "siecle", "number", style=1, titles=2)
    xlsx("siecle-1904.xlsx", "siecle", "number", style=2, date1904=True)
    xlsx("onde-second-sheet.xlsx", "onde", "iso", other_sheet=True, hidden=True)
    xlsx("korrigo-offset.xlsx", "korrigo", "number", style=2, first_row=4)
    bee("bee.xml")
    bee("bee-new-names.xml", "UTF-8", new_names=True, eol="\r\n", date="iso")
    bee("bee-cp1252.xml", "windows-1252", new_names=True)
    archive_of("bee-packed.zip", {"ElevesSansAdresses.xml": (OUT / "bee.xml").read_bytes()},
               (OUT / "bee.xml.expected").read_text(encoding="utf-8").strip().split("\n"))

    def formula(cell):
        return f'="{cell}"'

    gone = "leftout\t#\tDEPARTED"
    csv("formulas-raw.csv", "siecle", ";", wrap=formula, quotes="raw")
    csv("formulas-quoted.csv", "siecle", ";", "cp1252", wrap=formula, quotes="all", eol="\r\n")
    csv("placeholders.csv", "siecle", ";", wrap=lambda cell: cell or "néant", bom=True)
    csv("placeholders-mixed.csv", "onde", ",", wrap=lambda cell: cell or "N/A")
    csv("cyclades.csv", "cyclades", ";", bom=True, eol="\r\n", titles=("2026", "Listes simples"), extra=[
        (["'TG2'", "1", "PARTI", " -", "Léo", "04/12/2007", "'TG2'", "", "Non inscrit"], gone),
        (["'TG2'", "2", "PARTI", " -", "Lou", "04/12/2007", "'TG2'", "", "Démissionnaire"], gone)])
    csv("guardians.csv", "guardians", ";", extra=[
        (["SAINT-ANDRÉ", "Léa Chloé", "31/01/2007", "0712345678E", "", "TG2", "3EME A", "AUTRE"], "leftout\t#\tREPEATED"),
        (["PARTI", "Léo", "04/12/2007", "", "01/09/2025", "TG2", "3EME A", "PARTI"], gone)])
    csv("names-under-nom.csv", "names-under-nom", ";", second=["", "", "", "", "Toutes", "Mes cours", "", ""], extra=[
        (["PARTI Léo", "04/12/2007", "M", "", "", "", "", "12/10/2026"], gone)])
    csv("usual-name.csv", "usual-name", ";", extra=[(["PARTI", "", "Léo", "04/12/2007", "Inactifs"], gone)])
    csv("two-lines.csv", "lower-header", ";", header_lines=(
        ["Élève", "", "Naissance", "", "Responsable", ""], ["Nom", "Prénom", "Date", "Lieu", "Nom", "Mail"]))
    several("several-sheets.xlsx", workbook_of, "XLSX")
    several("several-sheets.ods", ods, "ODS")
    merged_rows("merged.xlsx", workbook_of, "XLSX")
    merged_rows("merged.ods", ods, "ODS")
    cells_of_all_kinds("cells.xlsx")


def text(name, *lines, said, encoding="utf-8", eol="\n"):
    write("broken-" + name, (eol.join(lines) + eol).encode(encoding), list(said))


def broken():
    one, date, ok = "Élèves;Né(e) le;Classe", "12/03/2008", "student\t2\tDUBOSC\t\tJean\t2008-03-12\t\tTG1\t\t"
    first = "DUBOSC Jean;12/03/2008;TG1"
    two = "NOM;PRENOM;DATE_NAISSANCE;EMAIL;INE"

    def refused(what):
        return ["refused\t" + what]

    # refused as a whole
    write("broken-empty.csv", b"", refused("0 bytes"))
    text("no-header.csv", "un texte", "sans liste", said=refused("no header line"))
    text("no-students.csv", one, said=refused("header on line 1 but no student"))
    text("no-date.csv", "Titre", "Élèves;Classe", "DUBOSC Jean;TG1", said=refused("line 2: the header has no birth-date"))
    text("no-first-name.csv", "Nom;Né(e) le", "DUBOSC;" + date, said=refused("line 1: the header has no first-name"))
    text("repeated-column.csv", "Nom;Prénom;Nom;Né(e) le", "A;B;C;" + date,
         said=refused('line 1: columns 1 ("Nom") and 3 ("Nom") both hold the family name'))
    text("replacement.csv", one, first, "LEF\ufffdVRE Jean;12/03/2008;TG1", said=refused('line 3, column "Élèves"'))
    text("replacement-unused.csv", one + ";Ville", first + ";Paris", "MARTI Jean;12/04/2008;TG1;Gen\ufffdve",
         said=refused('line 3, column "Ville"'))
    text("mojibake.csv", one, first, "MARTI LÃ©a;12/04/2008;TG1", said=refused('line 3, column "Élèves"'))
    text("mojibake-header.csv", "Titre", "Ã‰lÃ¨ves;NÃ©(e) le", "DUBOSC Jean;" + date, said=refused("line 2, column no. 1"))
    text("open-quote.csv", one, first, '"MARTI Jean;12/04/2008;TG1', "X Y;1/1/2008;TG1", said=refused("line 3: a quoted"))
    text("text-after-quote.csv", one, first, '"MARTI" Jean;12/04/2008;TG1', said=refused("line 3: a quoted"))
    write("broken-mixed-encodings.csv", (one + "\n" + first + "\nMARTI Léo;1/4/2008;TG1\n").encode() + b"K\xe9ta;;\n",
          refused("line 4: not valid UTF-8"))
    write("broken-unknown-encoding.csv", (two + "\nПЕТРОВ;Ильин;12/03/2008;;\n").encode("koi8-r"),
          refused("accented letters make sense in none"))
    write("broken-half-utf16.txt", ("\ufeff" + one + "\n" + first + "\n").encode("utf-16-le")[:-1],
          refused("bytes that are no text"))
    write("broken-binary.csv", b"NOM;PRENOM\n\x00\x01\x02\x00\x00", refused("binary data"))
    write("broken-pdf.csv", b"%PDF-1.7\n%\xe2\xe3", refused("a PDF"))
    text("web-page.csv", "<!DOCTYPE html><html><body>Session</body></html>", said=refused("a web page"))
    write("broken-old-excel.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), refused("The workbook is damaged"))
    text("month-first.csv", one, "DUBOSC Jean;03/04/2008;TG1", "MARTI Léo;04/13/2008;TG1",
         said=refused('line 3, column "Né(e) le": the dates are written month/day/year'))
    workbook("broken-two-lists.xlsx", [
        ("Élèves", False, {1: ["Nom", "Prénom", "Né(e) le"], 2: ["DUBOSC", "Jean", "12/03/2008"]}),
        ("Adultes", False, {1: ["Nom", "Prénom", "Né(e) le", "Mail"], 2: ["MARTI", "Léo", "12/03/1978", ""]})],
        expected=refused("class lists of different columns in the sheets"))
    workbook("broken-sheet-without-header.xlsx", [
        ("TG1", False, {1: ["Nom", "Prénom", "Né(e) le"], 2: ["DUBOSC", "Jean", "12/03/2008"]}),
        ("TG2", False, {1: ["MARTI", "Léo", "13/03/2008"], 2: ["PETIT", "Ana", "14/03/2008"]})],
        expected=refused('sheet "TG2" holds birth dates under no header'))
    archive_of("broken-two-files.zip", {"a.csv": one, "b.csv": one}, refused("a ZIP archive of 2 files"))
    archive_of("broken-packed-twice.zip", {"a.zip": (OUT / "bee-packed.zip").read_bytes()}, refused("no Excel workbook"))
    archive_of("broken-other.ods", {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>",
                                    "META-INF/manifest.xml": "<manifest/>"}, refused("no spreadsheet"))
    archive_of("broken-locked.ods", {"content.xml": "x", "META-INF/manifest.xml": "<m><encryption-data/></m>"},
               refused("protected by a password"))
    text("headerless-unclear.csv", "Dubosc;Jean;12/03/2008", "Marti;Léo;13/03/2008", said=refused("can't be told"))
    with zipfile.ZipFile(OUT / "broken-archive.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("liste.csv", (2026, 1, 1, 0, 0, 0)), one)
    (OUT / "broken-archive.zip.expected").write_text("refused\tbut no student below it\n", encoding="utf-8")
    workbook("broken-no-header.xlsx", [("A", False, {1: ["x", "y"]})], expected=refused("no header line"))
    workbook("broken-hidden.xlsx", [("A", True, {1: ["x", "y"]})], expected=refused("no visible sheet"))
    workbook("broken-cut.xlsx", [("A", False, {1: ["Nom", "Prénom", "Né(e) le"], 2: ["A", "B", "12/03/2008"]})],
             expected=refused("or it is damaged"))
    cut = (OUT / "broken-cut.xlsx").read_bytes()
    (OUT / "broken-cut.xlsx").write_bytes(cut[:len(cut) * 2 // 3])
    bee("broken-doctype.xml", refused="line 2: a document type", mangle=lambda t: t.replace(
        "\n", '\n<!DOCTYPE BEE_ELEVES [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n', 1).replace("TG1", "&a;"))
    bee("broken-cut.xml", refused="line 31", mangle=lambda t: "\n".join(t.split("\n")[:30]) + "\n")
    text("other.xml", '<?xml version="1.0"?>', "<LISTE/>", said=refused("BEE_ELEVES"))

    # rows that are reported
    def rows(name, header, *pairs, encoding="utf-8"):
        lines, said, number = [header], [], 1
        for cells, expected in pairs:
            number += 1
            lines.append(cells)
            said += [e.replace("#", str(number)) for e in expected]
            number += cells.count("\n")
        write("broken-" + name, ("\n".join(lines) + "\n").encode(encoding), said)

    good = (first, ["student\t#" + ok[9:]])
    rows("dates.csv", one, good, ("MARTI Léo;;TG1", ["problem\t#\tNé(e) le\tDATE_EMPTY"]),
         ("PETIT Léo;bientôt;TG1", ["problem\t#\tNé(e) le\tDATE_MALFORMED"]),
         ("GRAND Léo;31/02/2008;TG1", ["problem\t#\tNé(e) le\tDATE_IMPOSSIBLE"]),
         ("LONG Léo;12/03/2090;TG1", ["problem\t#\tNé(e) le\tDATE_OUT_OF_RANGE"]),
         ("LENT Léo;12/03/2008 14:30;TG1", ["problem\t#\tNé(e) le\tDATE_MALFORMED"]))
    rows("names.csv", one, good, (";12/03/2008;TG1", ["problem\t#\tÉlèves\tNAME_EMPTY"]),
         ("Marti Léo;12/03/2008;TG1", ["problem\t#\tÉlèves\tNAME_AMBIGUOUS"]),
         ("MARTI LÉO;12/03/2008;TG1", ["problem\t#\tÉlèves\tNAME_AMBIGUOUS"]),
         ("MARTI L?o;12/03/2008;TG1", ["problem\t#\tÉlèves\tNAME_UNREADABLE"]),
         ("12345;12/03/2008;TG1", ["problem\t#\tÉlèves\tNAME_UNREADABLE"]))
    rows("several-faults.csv", two, ("DUBOSC;;31/13/2008;sans arobase;12",
                                     ["problem\t#\tPRENOM\tNAME_EMPTY", "problem\t#\tDATE_NAISSANCE\tDATE_IMPOSSIBLE",
                                      "problem\t#\tEMAIL\tEMAIL_MALFORMED", "problem\t#\tINE\tINE_MALFORMED"]))
    rows("no-names.csv", "NOM;PRENOM;DATE_NAISSANCE;CLASSE",
         ("NC;Léo;12/03/2008;TG1", ["problem\t#\tNOM\tNAME_EMPTY"]), ("X;Léo;13/03/2008;TG1", ["problem\t#\tNOM\tNAME_EMPTY"]),
         ("MARTI;-;14/03/2008;TG1", ["problem\t#\tPRENOM\tNAME_EMPTY"]),
         ("NA;Minh;15/03/2008;-", ["student\t#\tNA\t\tMinh\t2008-03-15\t\t\t\t"]),
         ("SO;Lin;néant;X", ["problem\t#\tDATE_NAISSANCE\tDATE_EMPTY"]))
    rows("duplicate.csv", one, good, ("Dubosc, JEAN;2008-03-12;TG2", ["problem\t#\t-\tDUPLICATE"]))
    rows("ine-conflict.csv", two,
         ("DUBOSC;Jean;12/03/2008;;0712345678A", ["student\t#\tDUBOSC\t\tJean\t2008-03-12\t\t\t\t0712345678A"]),
         ("MARTI;Léo;13/03/2008;;0712345678A", ["problem\t#\tINE\tINE_CONFLICT"]),
         ("PETIT;Léo;14/03/2008;;0,71E+11", ["problem\t#\tINE\tINE_MALFORMED"]))
    rows("shifted.csv", "Élèves,Né(e) le,Classe", ("DUBOSC Jean,12/03/2008,MATHS,TG1", ["problem\t#\t-\tTOO_MANY_CELLS"]),
         ("MARTI Léo,12/03/2008,TG1", ["student\t#\tMARTI\t\tLéo\t2008-03-12\t\tTG1\t\t"]))
    rows("swallowed.csv", one, good,
         ('"MARTI Léo;12/03/2008;TG1\nPETIT Lou;13/03/2008;TG1\nGRAND"', ["problem\t#\tÉlèves\tLINE_BREAK",
                                                                         "problem\t#\tNé(e) le\tDATE_EMPTY"][:1]),
         ("LONG Lou;14/03/2008;TG1", ["student\t#\tLONG\t\tLou\t2008-03-14\t\tTG1\t\t"]))
    rows("too-long.csv", one, good, ("X" * 201 + " Jean;12/03/2008;TG1", ["problem\t#\tÉlèves\tCELL_TOO_LONG"]),
         ("MARTI Léo;12/03/2008;" + "Y" * 101, ["problem\t#\tClasse\tCELL_TOO_LONG"]))
    rows("after-lines.csv", 'Élèves;Né(e) le;"Options\net langues"', ('DUBOSC Jean;12/03/2008;"a\nb"', []),)
    # The header has two lines here, so lines are told by hand.
    (OUT / "broken-after-lines.csv").write_text(
        'Élèves;Né(e) le;"Options\net langues"\nDUBOSC Jean;12/03/2008;"a\nb"\nMARTI Léo;;c\n', encoding="utf-8")
    (OUT / "broken-after-lines.csv.expected").write_text(
        "student\t3\tDUBOSC\t\tJean\t2008-03-12\t\t\t\t\nproblem\t5\tNé(e) le\tDATE_EMPTY\n", encoding="utf-8")


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    sound()
    broken()
    names = [path.name for path in OUT.iterdir() if not path.name.endswith(".expected")]
    print(sum(not n.startswith("broken-") for n in names), "sound,", sum(n.startswith("broken-") for n in names), "broken")


if __name__ == "__main__":
    main()

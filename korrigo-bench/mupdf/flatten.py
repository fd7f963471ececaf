#!/usr/bin/python3
"""What MuPDF's Python binding needs for the copies that `korrigo bench flatten-report` flattens.

Reads a job as JSON on standard input: pages (files), annotations, marks and appreciation as text lines, fonts, the name
of the output, and how many copies to make. Prints one JSON object: CPU seconds of each copy, size of the PDF.

The job's "fonts" decide how text is drawn: "base14" names Helvetica, which every viewer has and which lacks most
characters beyond Latin-1; "whole" embeds the same fonts as Korrigo, as they are; "subset" embeds what is used of them.
"""
import json
import sys
import time

import fitz

COLORS = {"COMMENT": (0.05, 0.28, 0.63), "HIGHLIGHT": (0.95, 0.77, 0.06), "ERROR": (0.78, 0.07, 0.07),
          "BONUS": (0.1, 0.5, 0.2)}
SIZE = 10
LINE = 1.2 * SIZE
A4 = fitz.paper_rect("a4")


class Pen:
    """Draws wrapped text with one way of naming or embedding fonts."""

    def __init__(self, job):
        self.files = None if job["fonts"] == "base14" else job["fontFiles"]
        self.fonts = [fitz.Font("helv"), fitz.Font("hebo")] if self.files is None else [
            fitz.Font(fontfile=file) for file in self.files]
        self.names = ["helv", "hebo"] if self.files is None else ["F0", "F1"]
        self.widths = [{}, {}]

    def prepare(self, page):
        if self.files is not None:
            for name, file in zip(self.names, self.files):
                page.insert_font(fontname=name, fontfile=file)

    def width(self, face, word):
        known = self.widths[face]
        if word not in known:
            known[word] = self.fonts[face].text_length(word, SIZE)
        return known[word]

    def wrap(self, face, text, room):
        lines, line, used = [], [], 0
        for word in text.split(" "):
            width = self.width(face, word + " ")
            if line and used + width > room:
                lines.append(" ".join(line))
                line, used = [], 0
            line.append(word)
            used += width
        return lines + [" ".join(line)]

    def draw(self, shape, face, point, lines, color):
        shape.insert_text(point, lines, fontname=self.names[face], fontsize=SIZE, color=color, lineheight=1.2)


def annotate(page, pen, annotations):
    bounds = page.rect
    shape = page.new_shape()
    for a in annotations:
        box = fitz.Rect(a["x"] * bounds.width, a["y"] * bounds.height, (a["x"] + a["w"]) * bounds.width,
                        (a["y"] + a["h"]) * bounds.height)
        color = COLORS[a["type"]]
        if a["type"] == "HIGHLIGHT":
            shape.draw_rect(box)
            shape.finish(color=None, fill=color, fill_opacity=0.4)
        shape.draw_rect(box)
        shape.finish(color=color, width=2, dashes="[6 3] 0")
        score, content = a["score"], a["content"]
        right = bounds.width - box.x1 - 11
        beside = right >= 90
        x = box.x1 + 5 if beside else max(6, min(box.x0, bounds.width - 206))
        lines = pen.wrap(0, content, right if beside else 200) if content else []
        y = box.y0 + SIZE if beside else box.y1 + SIZE + 5
        if score:
            pen.draw(shape, 1, (x, y), [score], (0.78, 0.07, 0.07))
            y += LINE
        if lines:
            pen.draw(shape, 0, (x, y), lines, color)
    shape.commit()


def mark_sheet(document, pen, job):
    page = shape = None
    y = A4.height
    for line in job["sheet"]:
        for part in pen.wrap(line["face"], line["text"], A4.width - 100):
            if y > A4.height - 60:
                if shape is not None:
                    shape.commit()
                page = document.new_page(width=A4.width, height=A4.height)
                pen.prepare(page)
                shape = page.new_shape()
                y = 50 + SIZE
            pen.draw(shape, line["face"], (50, y), [part], (0, 0, 0))
            y += LINE
    shape.commit()


def flatten(job):
    pen = Pen(job)
    document = fitz.open()
    source = None
    for index, file in enumerate(job["pages"]):
        if file.endswith(".pdf"):
            source = source or fitz.open(file)
            document.insert_pdf(source, from_page=index, to_page=index)
            page = document[-1]
        else:
            page = document.new_page(width=A4.width, height=A4.height)
            page.insert_image(page.rect, filename=file)
        pen.prepare(page)
        annotate(page, pen, [a for a in job["annotations"] if a["page"] == index])
    mark_sheet(document, pen, job)
    if job["fonts"] == "subset":
        document.subset_fonts()
    document.save(job["out"], deflate=True)
    document.close()


def main():
    job = json.load(sys.stdin)
    seconds = []
    for _ in range(job["copies"]):
        start = time.process_time()
        flatten(job)
        seconds.append(time.process_time() - start)
    with open(job["out"], "rb") as out:
        size = len(out.read())
    print(json.dumps({"seconds": seconds, "bytes": size, "mupdf": fitz.VersionFitz, "binding": fitz.VersionBind}))


if __name__ == "__main__":
    main()

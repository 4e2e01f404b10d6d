"""One notice, made into a PDF by others: `peers.py NOTICE.json FONTS FOLDER`. Prints what it measured as JSON.

Each is warm and in this process: its fonts are read, and it has made the notice before. Both set the same words, in
the same fonts, as headings, paragraphs, lists and tables. Typst is asked for what we make, PDF/A-3a and PDF/UA-1 at
once; WeasyPrint, which promises one standard at a time, for a tagged PDF/A-3a.
"""

import html
import io
import json
import statistics
import sys
import time
from importlib.metadata import version
from pathlib import Path

import typst
import weasyprint
from weasyprint.text.fonts import FontConfiguration

TIMES = 15
notice = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
fonts, folder = Path(sys.argv[2]).resolve(), Path(sys.argv[3])


class Typst:
    """The notice in Typst's language; every word is a string literal, so that none of it is markup."""

    PREAMBLE = """
#set document(title: {title}, author: "Averley Borough Council", date: datetime(year: 2026, month: 1, day: 5))
#set text(font: "Noto Sans", size: 11pt, lang: "en", region: "GB", hyphenate: false)
#set page(paper: "a4", margin: 25mm, numbering: "1 / 1")
#set par(leading: 0.7em, spacing: 1em)
#show heading: set text(fill: rgb("#12324a"))
#show link: it => text(fill: rgb("#0b4f8a"), underline(it))
#title()
"""

    def literal(self, text):
        return json.dumps(text, ensure_ascii=False)

    def runs(self, runs):
        for run in runs:
            words = f"#text({self.literal(run['text'])})"
            if emphasis := run.get("emphasis"):
                words = f"#{'strong' if emphasis == 'strong' else 'emph'}[{words}]"
            if address := run.get("link", {}).get("href"):
                words = f"#link({self.literal(address)})[{words}]"
            yield words

    def block(self, block):
        kind = block["type"]
        if kind == "paragraph":
            return "".join(self.runs(block["runs"])) + "\n\n"
        if kind == "list":
            items = ", ".join(f"[{self.blocks(item['blocks'])}]" for item in block["items"])
            return f"#{'enum' if block.get('ordered') else 'list'}(tight: true, {items})\n\n"
        if kind == "callout":
            return f"#block(fill: rgb(\"#f3f5f7\"), inset: 8pt, width: 100%)[{self.blocks(block['blocks'])}]\n\n"
        if kind == "table":
            header = "".join(f"[{self.blocks(cell)}], " for cell in block.get("header", []))
            rows = "".join(f"[{self.blocks(cell)}], " for row in block["rows"] for cell in row)
            width = len(block.get("header") or block["rows"][0])
            head = f"table.header({header}), " if header else ""
            return f"#table(columns: {width}, {head}{rows})\n\n"
        raise SystemExit(f"peers.py knows no block of type {kind}: choose another notice")

    def blocks(self, blocks):
        return "".join(self.block(block) for block in blocks).strip()

    def source(self, notice):
        parts = [self.PREAMBLE.replace("{title}", self.literal(notice["title"]))]
        for section in notice["sections"]:
            # The title is no heading in Typst: sections begin at 1.
            parts.append(f"#heading(level: {section['level'] - 1}, {self.literal(section['heading'])})\n\n")
            parts += [self.block(block) for field in section["fields"] for block in field["blocks"]]
        return "".join(parts)


class Html:
    """The notice as a page, with a style sheet for paper."""

    STYLE = """
@page { size: A4; margin: 25mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt "Noto Sans" } }
body { font: 11pt/1.45 "Noto Sans" }
h1, h2, h3 { color: #12324a; break-after: avoid }
a { color: #0b4f8a }
aside { background: #f3f5f7; padding: 8pt }
td, th { border: 0.5pt solid #c9d1d8; padding: 3pt; text-align: left; vertical-align: top }
"""

    def runs(self, runs):
        for run in runs:
            words = html.escape(run["text"])
            if emphasis := run.get("emphasis"):
                tag = "strong" if emphasis == "strong" else "em"
                words = f"<{tag}>{words}</{tag}>"
            if address := run.get("link", {}).get("href"):
                words = f'<a href="{html.escape(address)}">{words}</a>'
            yield words

    def block(self, block):
        kind = block["type"]
        if kind == "paragraph":
            return f"<p>{''.join(self.runs(block['runs']))}</p>"
        if kind == "list":
            tag = "ol" if block.get("ordered") else "ul"
            items = "".join(f"<li>{self.blocks(item['blocks'])}</li>" for item in block["items"])
            return f"<{tag}>{items}</{tag}>"
        if kind == "callout":
            return f"<aside>{self.blocks(block['blocks'])}</aside>"
        if kind == "table":
            head = "".join(f"<th>{self.blocks(cell)}</th>" for cell in block.get("header", []))
            rows = ("".join(f"<td>{self.blocks(cell)}</td>" for cell in row) for row in block["rows"])
            return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        raise SystemExit(f"peers.py knows no block of type {kind}: choose another notice")

    def blocks(self, blocks):
        return "".join(self.block(block) for block in blocks)

    def source(self, notice):
        faces = (("Regular", 400, "normal"), ("Bold", 700, "normal"), ("Italic", 400, "italic"))
        style = self.STYLE + "".join(
            f'@font-face {{ font-family: "Noto Sans"; font-weight: {weight}; font-style: {slope}; '
            f'src: url("{(fonts / f"NotoSans-{name}.ttf").as_uri()}") }}\n'
            for name, weight, slope in faces
        )
        title = html.escape(notice["title"])
        parts = [f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{title}</title>']
        parts.append(f"<style>{style}</style><h1>{title}</h1>")
        for section in notice["sections"]:
            level = section["level"]
            parts.append(f"<h{level}>{html.escape(section['heading'])}</h{level}>")
            parts += [self.block(block) for field in section["fields"] for block in field["blocks"]]
        return "".join(parts)


def unlike(notice, number):
    """The notice with another word at the end of each paragraph: Typst remembers the paragraphs it has set."""
    copy = json.loads(json.dumps(notice))

    def change(blocks):
        for block in blocks:
            if "runs" in block:
                block["runs"].append({"text": f" {number:02}"})
            change(block.get("blocks", []))
            for item in block.get("items", []):
                change(item["blocks"])
            for row in [block.get("header", []), *block.get("rows", [])]:
                for cell in row:
                    change(cell)

    for section in copy["sections"]:
        section["heading"] += f" {number:02}"
        for field in section["fields"]:
            change(field["blocks"])
    return copy


def measure(name, package, make, sources):
    """Makes each source once, after three that do not count."""
    made = b""
    took = []
    for number, source in enumerate(sources):
        began = time.perf_counter()
        made = make(source)
        if number >= 3:
            took.append((time.perf_counter() - began) * 1000)
    (folder / f"{name.partition(',')[0].lower()}.pdf").write_bytes(made)
    figures = {"median": statistics.median(took), "min": min(took), "kb": len(made) / 1024}
    return {"name": name, "version": version(package), **figures}


def by_typst():
    compiler = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)
    standards = ["a-3a", "ua-1"]
    return lambda source: compiler.compile(input=source.encode(), format="pdf", pdf_standards=standards)


def by_weasyprint():
    configuration = FontConfiguration()

    def make(source):
        target = io.BytesIO()
        page = weasyprint.HTML(string=source)
        page.write_pdf(target, font_config=configuration, pdf_variant="pdf/a-3a", pdf_tags=True)
        return target.getvalue()

    return make


folder.mkdir(parents=True, exist_ok=True)
others = [unlike(notice, number) for number in range(TIMES + 3)]
same = [notice] * (TIMES + 3)
rows = [
    measure("Typst, the same text again", "typst", by_typst(), [Typst().source(text) for text in same]),
    measure("Typst", "typst", by_typst(), [Typst().source(text) for text in others]),
    measure("WeasyPrint", "weasyprint", by_weasyprint(), [Html().source(text) for text in others]),
]
print(json.dumps(rows))

"""Files made to hurt whoever opens them; run as a program, it audits each and says how long that took and what it needed."""

from __future__ import annotations

import io
import json
import struct
import sys
import time
import zipfile
from pathlib import Path

from tests.shortened import LONG

PART = 1 if LONG else 4
"""What part of a load is tried that takes its time and is refused by nothing."""
MAIN = {"docx": "word/document.xml", "hwpx": "Contents/section0.xml", "xlsx": "xl/worksheets/sheet1.xml"}
_BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" '
    'r:id="r1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>"
)
_LAUGHS = "".join(f'<!ENTITY a{each} "{f"&a{each - 1};" * 10}">' for each in range(1, 10))
ENTITIES = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "5억 원 ">{_LAUGHS}]><a><p><r><t>&a9;</t></r></p></a>'
DEEP = "<a>" * 100_000 + "</a>" * 100_000


def archive(path: Path, text: str | bytes, megabytes: int = 0) -> Path:
    """An office file whose main part is a text, or so many megabytes of one letter."""
    kind = path.suffix[1:]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as opened:
        opened.writestr("[Content_Types].xml", "<Types/>")
        if kind == "xlsx":
            opened.writestr("xl/workbook.xml", _BOOK)
            opened.writestr("xl/_rels/workbook.xml.rels", _RELATIONS)
            opened.writestr("xl/styles.xml", text)
        with opened.open(MAIN[kind], "w") as part:
            part.write(text if isinstance(text, bytes) else text.encode())
            for _ in range(megabytes):
                part.write(b"0" * 2**20)
    return path


def lying(path: Path) -> Path:
    """An archive that says of its main part that it is small, and unpacks to 320 megabytes."""
    data = bytearray(archive(path, "<a>", 320).read_bytes())
    for mark, size, length, name in ((b"PK\1\2", 24, 28, 46), (b"PK\3\4", 22, 26, 30)):
        place = data.find(mark)
        while place >= 0:
            (letters,) = struct.unpack("<H", data[place + length : place + length + 2])
            if data[place + name : place + name + letters] == MAIN[path.suffix[1:]].encode():
                data[place + size : place + size + 4] = struct.pack("<I", 1000)
            place = data.find(mark, place + 4)
    path.write_bytes(data)
    return path


def nested(path: Path) -> Path:
    """An archive of archives, the inmost of which is large."""
    inner = archive(path, "<a>", 20).read_bytes()
    for _ in range(5):
        layer = io.BytesIO()
        with zipfile.ZipFile(layer, "w", zipfile.ZIP_DEFLATED) as opened:
            for each in range(10):
                opened.writestr(f"{each}.zip", inner)
        inner = layer.getvalue()
    path.write_bytes(inner)
    return path


def pdf(path: Path, objects: list[bytes], trailer: bytes = b"") -> Path:
    """A PDF of objects, the first of which is its catalogue."""
    data, places = io.BytesIO(), []
    data.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(data.tell())
        data.write(b"%d 0 obj%sendobj\n" % (number, body))
    start = data.tell()
    data.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    data.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    data.write(b"trailer<</Size %d/Root 1 0 R%s>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start))
    path.write_bytes(data.getvalue())
    return path


def pages(path: Path, count: int, trailer: bytes = b"") -> Path:
    """A PDF of empty pages."""
    kids = b" ".join(b"%d 0 R" % (each + 3) for each in range(count))
    tree = b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]>>" % (count, kids)
    return pdf(path, [b"<</Type/Catalog/Pages 2 0 R>>", tree, *[b"<</Type/Page/Parent 2 0 R>>"] * count], trailer)


def encrypted(path: Path) -> Path:
    """A PDF that asks for a password."""
    key = b"<" + b"5a" * 32 + b">"
    return pages(path, 1, b"/Encrypt<</Filter/Standard/V 1/R 2/O%s/U%s/P -4>>/ID[<01><01>]" % (key, key))


def drawing(path: Path) -> Path:
    """A page of hundreds of thousands of strokes and letters."""
    strokes = b"".join(
        b"%d %d m %d %d l S " % (each % 590, each % 840, each % 590 + 9, each % 840) for each in range(200_000 // PART)
    )
    content = strokes + b"BT /F 8 Tf " + b"(1,234 5) Tj " * (100_000 // PART) + b"ET"
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    stream = b"<</Length %d>>stream\n%s\nendstream " % (len(content), content)
    tree = b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>"
    return pdf(path, [b"<</Type/Catalog/Pages 2 0 R>>", tree, page, stream])


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def make(folder: Path) -> list[Path]:
    """All of them."""
    row = "<tr>" + "<td rowspan=400 colspan=400>1" * 40
    return [
        *(archive(folder / f"bomb.{kind}", "<a>", 310) for kind in MAIN),
        *(lying(folder / f"lying.{kind}") for kind in MAIN),
        *(archive(folder / f"entities.{kind}", ENTITIES) for kind in MAIN),
        *(archive(folder / f"wide.{kind}", ENTITIES.encode("utf-16")) for kind in MAIN),
        *(archive(folder / f"deep.{kind}", DEEP) for kind in MAIN),
        nested(folder / "nested.docx"),
        pages(folder / "pages.pdf", 100_000),
        pages(folder / "empty.pdf", 1_400),
        encrypted(folder / "locked.pdf"),
        drawing(folder / "drawing.pdf"),
        written(folder / "deep.html", "<div><table><tr><td>" * 50_000 + "5억 원"),
        written(folder / "inline.html", "<p>5억 원" + "<b>" * 300_000),
        written(folder / "spans.html", f"<table>{row * 200}"),
        written(folder / "nul.txt", "5억\0 원\0은 \0" * (50_000 // PART) + "\n"),
        written(folder / "line.txt", "1,234억 원 " * 1_400_000),
        written(folder / "marks.txt", "\u202e5억 원\u202c\u200f, " * 5_000 + "\n"),
    ]


def main(folder: Path) -> None:
    """Audit each and print its name, what came of it, and its seconds of processor; at the end the most memory, in megabytes."""
    import crosscut
    from crosscut.errors import CrosscutError

    found = []
    for path in sorted(folder.iterdir()):
        started = time.process_time()
        try:
            outcome = f"{crosscut.audit(path).coverage.numbers} numbers"
        except CrosscutError as error:
            outcome = str(error)
        found.append((path.name, outcome, time.process_time() - started))
        print(found[-1], file=sys.stderr, flush=True)
    print(json.dumps({"files": found, "megabytes": most_memory() // 1024}))


def most_memory() -> int:
    """The most memory this program has held, in KiB; ``ru_maxrss`` would tell of whoever started it too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

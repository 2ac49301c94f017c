"""PDF files: the text layer, or a clear word."""

from __future__ import annotations

from pathlib import Path

from factcheck.reading import Document, Unreadable, read

LINES = [
    "Novacore said on Tuesday that its revenue rose by 21 per cent to",
    "$1.24 billion in the fourth quarter, while its net profit fell by 9",
    "per cent to $186 million.",
    "The company employs 6,800 people.",
]


def make_pdf(lines: list[str]) -> bytes:
    """A one-page PDF with ``lines``, by hand: an object each for catalogue, pages, page, text, font and metadata."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 11 Tf 50 700 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Title (Results) /CreationDate (D:20260224120000Z) >>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    info = "/Size 7 /Root 1 0 R /Info 6 0 R"
    end = f"xref\n0 7\n0000000000 65535 f \n{table}trailer << {info} >>\nstartxref\n{len(data)}\n"
    return data + end.encode() + b"%%EOF"


def test_lines_broken_by_the_margin_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(LINES))
    (document,) = read([str(path)])
    assert isinstance(document, Document)
    assert document.text == " ".join(LINES[:3]) + "\n" + LINES[3]
    assert document.title == "Results"
    assert document.published is None  # when a file was made is not when its text appeared
    assert document.media_type == "application/pdf"
    assert document.raw == path.read_bytes()
    assert "pypdfium2" in document.reader


def test_files_without_a_text_layer_and_broken_ones(tmp_path: Path) -> None:
    scan, broken = tmp_path / "scan.pdf", tmp_path / "broken.pdf"
    scan.write_bytes(make_pdf([]))
    broken.write_bytes(b"%PDF-1.4 and then nothing")
    no_layer, no_file = read([str(scan), str(broken)])
    assert isinstance(no_layer, Unreadable)
    assert isinstance(no_file, Unreadable)
    assert "text layer" in no_layer.reason
    assert "broken PDF" in no_file.reason

"""Bytes -> which text they are; what is no text is refused in people's words."""

from __future__ import annotations

import codecs

from pgx.batches.errors import FileRefused

UTF_8, UTF_16, LATIN_1 = "UTF-8", "UTF-16", "Latin-1"
AS_CSV = "Save it as CSV."
# How files begin that people take for a table, and what to say of them.
BEGINNINGS = {
    b"%PDF": ("a PDF", "Raphe reads tables: save the table as CSV."),
    b"\xd0\xcf\x11\xe0": ("an old Office file, such as an Excel workbook (.xls)", AS_CSV),
    b"\x89PNG": ("an image", "Raphe reads tables: save the table as CSV."),
    b"\xff\xd8\xff": ("an image", "Raphe reads tables: save the table as CSV."),
    b"GIF8": ("an image", "Raphe reads tables: save the table as CSV."),
    b"PAR1": ("a Parquet file", AS_CSV),
    b"SQLite format 3": ("a database", "Save the table as CSV."),
    b"BZh": ("packed with bzip2", "Pack it with gzip or zip, or not at all."),
    b"\xfd7zXZ": ("packed with xz", "Pack it with gzip or zip, or not at all."),
    b"7z\xbc\xaf": ("a 7z archive", "Pack it with gzip or zip, or not at all."),
    b"Rar!": ("a RAR archive", "Pack it with gzip or zip, or not at all."),
    b"\x28\xb5\x2f\xfd": ("packed with zstd", "Pack it with gzip or zip, or not at all."),
    b"\x1f\x8b": ("packed twice", "Pack it once."),
    b"PK\x03\x04": ("packed twice, or a workbook in an archive", "Pack one CSV file, once."),
    b"\xff\xfe\x00\x00": ("UTF-32 text", "Save it as UTF-8."),
    b"##fileformat=VCF": ("a VCF", "Make a table of it, a column a marker, and save it as CSV."),
    b"<": ("a web page or XML", "Save the table that it shows as CSV."),
    b"{": ("JSON", "Send it to the REST door, or save it as CSV."),
}
BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def find_codec(head: bytes) -> str:
    """The name of Python's codec for a text that begins so.

    Raises FileRefused for what is no text.
    """
    _refuse_beginning(head)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8"
    codec = next((codec for bom, codec in BOMS if head.startswith(bom)), _without_bom(head))
    text = head.decode(codec, "replace").encode() if codec else head
    if b"\x00" in text or _is_control(text):
        message = "This is a binary file, not a table in text."
        raise FileRefused(message, "Save the table as CSV.", "binary")
    return codec or ("utf-8" if _is_utf_8(head) else "latin-1")


def label(codec: str) -> str:
    """What people call it."""
    return UTF_16 if codec.startswith("utf-16") else LATIN_1 if codec == "latin-1" else UTF_8


def _refuse_beginning(head: bytes) -> None:
    start = head.removeprefix(codecs.BOM_UTF8)
    for beginning, (kind, hint) in BEGINNINGS.items():
        if start.startswith(beginning):
            raise FileRefused(f"This file is {kind}.", hint, "binary")


def _without_bom(head: bytes) -> str:
    """UTF-16 has a zero in every other byte of plain letters."""
    sample = head[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = len(sample) // 2 * 0.6
    if odd > most and not even:
        return "utf-16-le"
    return "utf-16-be" if even > most and not odd else ""


def _is_control(head: bytes) -> bool:
    """Whether there is more than now and then a character that no text has."""
    control = sum(head[:4096].count(byte) for byte in range(32) if byte not in b"\t\n\r\x0c\x1a")
    return control > len(head[:4096]) // 20


def _is_utf_8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True

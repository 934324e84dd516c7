"""Malformed and odd class files, each with what is expected of it.

A file is refused with a code and a sentence, or it gives rows by line, and faults by line.
"""

import gzip
import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from pgx.batches.options import Options

HEADER = "subject,rs6265"
FINE = f"{HEADER}\nS1,A/G\nS2,A/A\n"


@dataclass(frozen=True)
class Case:
    """A file, and either the refusal or what comes of each line."""

    name: str
    content: bytes
    code: str = ""
    says: str = ""
    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    understood: dict[str, Any] = field(default_factory=dict)
    options: Options = field(default_factory=Options)


def refused(name: str, content: str | bytes, code: str, says: str, **options: Any) -> Case:
    """A file that cannot be used."""
    return Case(name, _bytes(content), code, says, options=Options(**options))


def read(
    name: str,
    content: str | bytes,
    rows: dict[int, Any],
    faults: dict[int, str] | None = None,
    understood: dict[str, Any] | None = None,
    **options: Any,
) -> Case:
    """A file that is read: `rows` are (subject, text of rs6265), or texts by column."""
    texts = {line: _texts(row) for line, row in rows.items()}
    asked = Options(**options)
    return Case(name, _bytes(content), "", "", texts, faults or {}, understood or {}, asked)


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip file of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, _bytes(content))
    return out.getvalue()


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def _texts(row: Any) -> dict[str, str]:
    return row if isinstance(row, dict) else {"subject": row[0], "rs6265": row[1]}


def _locked() -> bytes:
    """A zip file whose one member says that it has a password."""
    content = bytearray(zipped({"class.csv": FINE}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


TWO = {2: ("S1", "A/G"), 3: ("S2", "A/A")}
LONG = "subject,marker,genotype\n"
LONGEST = "A" * 131_073
UNREADABLE, WRONG = "unreadable_row", "wrong_number_of_cells"

REFUSALS = [
    refused("empty", "", "empty", "The file is empty."),
    refused("blank lines alone", "\n \n\r\n", "empty", "The file is empty."),
    refused("a byte order mark alone", b"\xef\xbb\xbf", "empty", "The file is empty."),
    refused("an empty gzip", gzip.compress(b""), "empty", "The file is empty."),
    refused("header only", HEADER, "header_only", "a header and no row below"),
    refused("header and blank lines", f"{HEADER}\n\n\n", "header_only", "no row below"),
    refused("header of a long file only", LONG, "header_only", "no row below"),
    refused("no known marker", "subject,colour\nS1,red\n", "no_known_marker", "Known: 5-HTTLPR"),
    refused("no subject", "rs6265,CYP2C19\nA/G,\n", "no_subject_column", "called subject"),
    refused("one twice", f"{HEADER},rs6265\nS1,A/G,A\n", "duplicate_column", "rs6265 is there twi"),
    refused(
        *("by two names", f"{HEADER},BDNF_rs6265\nS1,A,A\n", "duplicate_column", "are the same")
    ),
    refused("subject twice", f"Subject,{HEADER}\nS1,S1,A\n", "duplicate_column", "Subject and sub"),
    refused("unknown twice", f"{HEADER},x,X\nS1,A,,\n", "duplicate_column", "x and X are the same"),
    refused("a name", f"{HEADER},Last name\nS1,A,Doe\n", "personal_data", "takes no identifiers"),
    refused("birth", f"{HEADER},DateOfBirth\nS1,A,1\n", "personal_data", "looks like personal"),
    refused("e-mail", f"{HEADER},e-mail\nS1,A,a@b\n", "personal_data", "e-mail looks like"),
    refused("patient", "patient_id,rs6265\n1,A\n", "personal_data", "patient_id looks like"),
    refused(
        "left out, but personal",
        f"{HEADER},Name\nS1,A,D\n",
        "personal_data",
        "Name",
        columns={"Name": ""},
    ),
    *(
        refused(f"the column {name}", f"{HEADER},{name}\nS1,A,x\n", "personal_data", name)
        for name in (
            *("Birth date", "Date of Birth", "DOB", "email", "Name", "PatientID"),
            "medical record number",
        )
    ),
    refused("unnamed", f"{HEADER},\nS1,A/G,\n", "unnamed_column", "Column 3 has no name"),
    refused(
        "many columns",
        ",".join(["subject", "rs6265", *map(str, range(999))]) + "\nS1",
        "too_many_columns",
        "1,001 columns",
    ),
    refused("bars", "subject|rs6265\nS1|A/G\n", "unknown_delimiter", "separated by bars"),
    refused("spaces", "subject rs6265\nS1 A/G\n", "unknown_delimiter", "separated by spaces"),
    refused("an open header", f'"{HEADER}\nS1,A/G\n', "unreadable_header", "cannot be read"),
    refused("one endless line", "A" * 2_000_000, "line_too_long", "longer than 131,072 bytes"),
    refused("a long header", f"{LONGEST},{HEADER}\n", "unreadable_header", "longer than 131,072"),
    refused(
        "long without genotypes",
        "subject,marker\nS1,rs6265\n",
        "no_genotype_column",
        "A long file",
        layout="long",
    ),
    refused("PDF", b"%PDF-1.7\n%\xe2\xe3", "binary", "a PDF"),
    refused("PNG", b"\x89PNG\r\n\x1a\n\x00\x00", "binary", "an image"),
    refused("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF", "binary", "an image"),
    refused("old Excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "binary", "old Office file"),
    refused(
        "new Excel",
        zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
        "binary",
        "This is an Excel workbook. Save it as CSV.",
    ),
    refused(
        "Word",
        zipped({"[Content_Types].xml": "", "word/document.xml": ""}),
        "binary",
        "an Office document",
    ),
    refused(
        "OpenDocument",
        zipped({"mimetype": "", "content.xml": ""}),
        "binary",
        "an OpenDocument file",
    ),
    refused("Parquet", b"PAR1\x15\x04", "binary", "a Parquet file"),
    refused("VCF", "##fileformat=VCFv4.2\n#CHROM\tPOS\n", "binary", "a VCF"),
    refused("JSON", '{"genotypes": {}}', "binary", "JSON"),
    refused("HTML", "<!DOCTYPE html><p>", "binary", "a web page"),
    refused("NULs", b"subject,rs6265\nS1,A\x00G\n", "binary", "a binary file"),
    refused("noise", bytes(range(1, 32)) * 9, "binary", "a binary file"),
    refused("three bytes", b"\x00\x01\x02", "binary", "a binary file"),
    refused("a mark of UTF-16 and half a sign", b"\xff\xfe\x00", "no_subject_column", "No column"),
    refused("noise like UTF-16", bytes([0, 1, 0, 2, 0, 3, 0, 65]) * 9, "binary", "a binary file"),
    refused("UTF-32", FINE.encode("utf-32"), "binary", "UTF-32"),
    refused("bzip2", b"BZh91AY&SY", "binary", "bzip2"),
    refused("packed twice", gzip.compress(gzip.compress(FINE.encode())), "binary", "packed twice"),
    refused(
        "two in a zip",
        zipped({"a.csv": FINE, "b.csv": FINE}),
        "archive_of_several",
        "holds 2 files",
    ),
    refused("none in a zip", zipped({}), "archive_of_several", "holds 0 files"),
    refused("a locked zip", _locked(), "archive_locked", "has a password"),
    refused("half a gzip", gzip.compress(FINE.encode() * 99)[:-9], "damaged_archive", "ends early"),
    refused("half a zip", zipped({"a.csv": FINE * 99})[:-30], "damaged_archive", "damaged"),
    refused(
        "gzip of nothing", b"\x1f\x8b\x08\x00rubbish that goes on", "damaged_archive", "damaged"
    ),
]

OF_LINES = [
    read("as it should be", FINE, TWO, understood={"encoding": "UTF-8", "layout": "wide"}),
    read("no last line feed", FINE.rstrip(), TWO),
    read("CRLF", FINE.replace("\n", "\r\n"), TWO),
    read("CR", FINE.replace("\n", "\r"), TWO),
    read("all three", f"{HEADER}\r\nS1,A/G\rS2,A/A\n", TWO),
    read("UTF-8 with its mark", FINE.encode("utf-8-sig"), TWO),
    read("UTF-16 with its mark", FINE.encode("utf-16"), TWO, understood={"encoding": "UTF-16"}),
    read("UTF-16 big end first", "\ufeff".encode("utf-16-be") + FINE.encode("utf-16-be"), TWO),
    read("UTF-16 without mark", FINE.encode("utf-16-le"), TWO, understood={"encoding": "UTF-16"}),
    read(
        "Latin-1",
        f"{HEADER}\nGrün,A/G\n".encode("latin-1"),
        {2: ("Grün", "A/G")},
        understood={"encoding": "Latin-1"},
    ),
    read("UTF-8 signs", f"{HEADER}\nGrün,A/G\n日本,A\n", {2: ("Grün", "A/G"), 3: ("日本", "A")}),
    read("gzip", gzip.compress(FINE.encode()), TWO, understood={"compression": "gzip"}),
    read(
        "gzip of two parts",
        gzip.compress(FINE[:20].encode()) + gzip.compress(FINE[20:].encode()),
        TWO,
    ),
    read("zip", zipped({"class.csv": FINE}), TWO, understood={"compression": "zip"}),
    read("zip of a Mac", zipped({"class.csv": FINE, "__MACOSX/._class.csv": "x"}), TWO),
    read("semicolons", FINE.replace(",", ";"), TWO, understood={"delimiter": ";"}),
    read("tabs", FINE.replace(",", "\t"), TWO, understood={"delimiter": "\t"}),
    read(
        "Excel's first line",
        "sep=;\r\n" + FINE.replace(",", ";"),
        {3: ("S1", "A/G"), 4: ("S2", "A/A")},
    ),
    read("blank lines first", "\n\n" + FINE, {4: ("S1", "A/G"), 5: ("S2", "A/A")}),
    read(
        "blank lines between",
        f"{HEADER}\n\nS1,A/G\n  \n\nS2,A/A\n\n",
        {3: ("S1", "A/G"), 6: ("S2", "A/A")},
    ),
    read("space around", " Subject , RS6265 \n S1 ,A/G\nS2,\tA/A \n", TWO),
    read("everything quoted", '"subject","rs6265"\n"S1","A/G"\n"S2","A/A"\n', TWO),
    read("quotes after a space", 'subject, "rs6265"\nS1, "A/G"\nS2, "A/A"\n', TWO),
    read("a delimiter in quotes", f'{HEADER}\n"S,1",A/G\n', {2: ("S,1", "A/G")}),
    read("a quote in quotes", f'{HEADER}\n"S""1",A/G\n', {2: ('S"1', "A/G")}),
    read(
        "a quoted newline",
        f'{HEADER},notes\nS1,A/G,"two\nlines"\nS2,A/A,\n',
        {2: ("S1", "A/G"), 4: ("S2", "A/A")},
    ),
    read("a name over lines", '"sub\nject",subject,rs6265\n,S1,A/G\n', {3: ("S1", "A/G")}),
    read("names of R", "subject,X5.HTTLPR\nS1,L/S\n", {2: {"5-HTTLPR": "L/S"}}),
    read(
        "GENE_marker",
        "subject,SLC6A4_5HTTLPR,htr1a_RS6295,DRD2/ANKK1_rs1800497\nS1,L/S,C,A\n",
        {2: {"5-HTTLPR": "L/S", "rs6295": "C", "rs1800497": "A"}},
    ),
    read(
        "aliases",
        "SUBJECT,Val66Met,Dose mg per day\nS1,G/A,20\n",
        {2: {"rs6265": "G/A", "dose_mg_per_day": "20"}},
    ),
    read(
        "columns that are chosen",
        "code,snp1,rs6265\nS1,A/G,A\n",
        {2: {"subject": "S1", "rs6311": "A/G", "rs6265": "A"}},
        columns={"code": "subject", "snp1": "HTR2A_rs6311"},
    ),
    read(
        "a column that is left out",
        f"{HEADER},rs6311\nS1,A/G,A\n",
        {2: ("S1", "A/G")},
        columns={"rs6311": ""},
    ),
    *(
        read(f"{name} is nobody's data", f"{HEADER},{name}\nS1,A/G,x\n", {2: ("S1", "A/G")})
        for name in ("gene_name", "drug name", "telephoned", "mailbox", "Phenotype")
    ),
    read(
        "quoted newlines and a fault",
        f'{HEADER},notes\nS1,A/G,"two\nlines"\n,A/G,"three\n\nlines"\nS2,,\n',
        {2: ("S1", "A/G"), 7: ("S2", "")},
        {4: "no_subject"},
    ),
    read(
        "codes that look like numbers stay as they are",
        f"{HEADER}\n007,A/G\n1E5,A/G\n1.0,A/G\nnull,A/G\nTRUE,NaN\n",
        {n: (code, "A/G") for n, code in enumerate(("007", "1E5", "1.0", "null"), 2)}
        | {6: ("TRUE", "NaN")},
    ),
    read(
        "a file put behind another",
        f"{FINE}\ufeffS1,A/G\n".encode("utf-8-sig"),
        TWO | {4: ("S1", "A/G")},
    ),
    read("the same in UTF-16", f"{FINE}\ufeffS1,A/G\n".encode("utf-16"), TWO | {4: ("S1", "A/G")}),
    read("CR and quotes", f'{HEADER}\n"S1","A/G"\nS2,A/A\n'.replace("\n", "\r"), TWO),
    read("a formula is text", f"{HEADER}\n=1+1,A/G\n", {2: ("=1+1", "A/G")}),
    read(
        "missing stays missing", f"{HEADER}\nS1,./.\nS2,NA\n", {2: ("S1", "./."), 3: ("S2", "NA")}
    ),
    read(
        "a decimal comma",
        "subject;rs6265;dose_mg_per_day\nS1;A;12,5\n",
        {2: {"dose_mg_per_day": "12,5"}},
    ),
    read(
        "a million zeros are no bomb",
        gzip.compress((HEADER + "\n" + "S1,A/G\n" * 20_000).encode()),
        {20_001: ("S1", "A/G")},
    ),
]

OF_FAULTS = [
    read("a cell too few", FINE + "S3\n", TWO, {4: WRONG}),
    read("a delimiter at the end", FINE + "S3,A/A,\n", TWO, {4: WRONG}),
    read("a cell too many", FINE + "S3,A,A\n", TWO, {4: WRONG}),
    read("no subject", FINE + ",A/G\n", TWO, {4: "no_subject"}),
    read("delimiters alone", FINE + ",\n", TWO, {4: "no_subject"}),
    read("a quote left open", f'{HEADER}\nS0,"A/G\nS1,A/G\n', {3: ("S1", "A/G")}, {2: UNREADABLE}),
    read(
        "a quote that takes rows",
        f'{HEADER}\nS0,"A\nS1,A/G"\nS2,A/A\n',
        {3: ("S1", 'A/G"'), 4: ("S2", "A/A")},
        {2: UNREADABLE},
    ),
    read("after a quote", f'{HEADER}\nS0,"A/G"x\nS1,A/G\n', {3: ("S1", "A/G")}, {2: UNREADABLE}),
    read("a long line", f"{HEADER}\nS0,{LONGEST}\nS1,A/G\n", {3: ("S1", "A/G")}, {2: UNREADABLE}),
    read(
        "a long line in quotes",
        f'{HEADER}\nS0,"A\n{LONGEST}\nS1,A/G\n',
        {4: ("S1", "A/G")},
        {2: UNREADABLE, 3: UNREADABLE},
    ),
    read(
        "a control character", f"{HEADER}\nS0,A\x1fG\nS1,A/G\n", {3: ("S1", "A/G")}, {2: UNREADABLE}
    ),
    read("every row is broken", f"{HEADER}\nS1\n,A\n", {}, {2: WRONG, 3: "no_subject"}),
    read("faults in every encoding", (FINE + "Ü\n").encode("utf-16"), TWO, {4: WRONG}),
    read(
        "a thousand open quotes",
        HEADER + '\nS,"A' * 1_000 + "\nS1,A/G\n",
        {1002: ("S1", "A/G")},
        dict.fromkeys(range(2, 1002), UNREADABLE),
    ),
]

OF_LONG = [
    read("long", f"{LONG}S1,rs6265,A/G\nS2,BDNF_rs6265,A/A\n", TWO, understood={"layout": "long"}),
    read(
        "long, mixed up",
        f"{LONG}S2,rs6265,A\nS1,rs6265,G\nS2,rs6311,G\n",
        {2: {"rs6265": "A", "rs6311": "G"}, 3: {"rs6265": "G", "rs6311": ""}},
    ),
    read("equal repeats are one", f"{LONG}S1,rs6265,A/G\nS1,RS6265, A/G\n", {2: ("S1", "A/G")}),
    read(
        "contradictions are kept",
        f"{LONG}S1,rs6265,A/G\nS1,rs6265,A/A\n",
        {2: ("S1", "A/G\x1fA/A")},
    ),
    read("nothing contradicts nothing", f"{LONG}S1,rs6265,\nS1,rs6265,A/A\n", {2: ("S1", "A/A")}),
    read(
        "an unknown marker",
        f"{LONG}S1,rs6265,A\nS1,rs0,A\n",
        {2: ("S1", "A")},
        {3: "unknown_marker"},
    ),
    read("no marker", f"{LONG}S1,rs6265,A\nS1,,A\n", {2: ("S1", "A")}, {3: "no_marker"}),
    read(
        "a marker left out", f"{LONG}S1,rs6265,A\nS1,rs0,A\n", {2: ("S1", "A")}, columns={"rs0": ""}
    ),
    read(
        "a marker that is chosen", f"{LONG}S1,rs0,A\n", {2: ("S1", "A")}, columns={"rs0": "rs6265"}
    ),
    read(
        "two regimens of one",
        "subject,marker,genotype,drug\nS1,rs6265,A,sertraline\nS1,rs6311,A,citalopram\nS2,rs6265,A,\nS2,rs6311,A,sertraline\n",
        {4: {"subject": "S2", "drug": "sertraline"}},
        {2: "contradicting_lines"},
    ),
    read(
        "a line of a long file is broken",
        f"{LONG}S1,rs6265\n,rs6265,A\nS1,rs6265,A\n",
        {4: ("S1", "A")},
        {2: WRONG, 3: "no_subject"},
    ),
    read(
        "columns of a long file are chosen",
        "who,snp,call\nS1,rs6265,A\n",
        {2: ("S1", "A")},
        columns={"who": "subject", "snp": "marker", "call": "genotype"},
    ),
    read(
        "long by word",
        "subject,marker,genotype,rs6265\nS1,rs6265,A,G\n",
        {2: {"rs6265": "A"}},
        layout="long",
    ),
    read(
        "wide by word",
        "subject,marker,genotype,rs6265\nS1,rs6265,A,G\n",
        {2: {"rs6265": "G"}},
        layout="wide",
    ),
]

CASES = [*REFUSALS, *OF_LINES, *OF_FAULTS, *OF_LONG]

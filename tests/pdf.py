"""Reads the text of our PDF reports: as much of the format as typst writes."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
# A string has escapes, and pairs of brackets within.
PLAIN = rb"\\.|[^\\()]"
INNER = rb"(?:" + PLAIN + rb"|\((?:" + PLAIN + rb")*\))*"
STRING = re.compile(rb"\(((?:" + PLAIN + rb"|\(" + INNER + rb"\))*)\)", re.DOTALL)
# What shows text: a font is chosen, a line begins, glyphs are named.
SHOWN = re.compile(
    rb"/(\S+) [\d.]+ Tf|(BT)\b|((?:" + STRING.pattern + rb"|[-\d.\s])+)\]?\s?T[jJ]", re.DOTALL
)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
SHORT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with single spaces."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    kids = next(body for body in objects.values() if b"/Type/Pages" in body)
    return [_text(objects, objects[number]) for number in _numbers(kids, b"Kids")]


def _numbers(body: bytes, name: bytes) -> list[int]:
    """The objects that an entry of a dictionary names."""
    found = re.search(rb"/" + name + rb"\s*(\[[^\]]*\]|\d+ 0 R)", body)
    return [int(number) for number in re.findall(rb"(\d+) 0 R", found[1])] if found else []


def _stream(body: bytes) -> bytes:
    start = STREAM.search(body).start(1)
    raw = body[start : start + int(re.search(rb"/Length (\d+)", body)[1])]
    return zlib.decompress(raw) if b"/FlateDecode" in body else raw


def _fonts(objects: dict[int, bytes], page: bytes) -> dict[bytes, dict[int, str]]:
    """What the glyphs of each font of a page mean."""
    resources = objects[_numbers(page, b"Resources")[0]]
    fonts = re.search(rb"/Font\s*<<(.*?)>>", resources, re.DOTALL)[1]
    named = re.findall(rb"/(\S+) (\d+) 0 R", fonts)
    return {name: _meaning(objects, objects[int(number)]) for name, number in named}


def _meaning(objects: dict[int, bytes], font: bytes) -> dict[int, str]:
    table = _stream(objects[_numbers(font, b"ToUnicode")[0]])
    pairs = (p for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL)
             for p in PAIR.findall(block))  # fmt: skip
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs
    }


def _text(objects: dict[int, bytes], page: bytes) -> str:
    fonts, said, font = _fonts(objects, page), [], {}
    content = _stream(objects[_numbers(page, b"Contents")[0]])
    for found in SHOWN.finditer(content):
        if found[1]:
            font = fonts[found[1]]
        elif found[3] is not None:
            said.append(_glyphs(font, found[3]))
        else:
            said.append(" ")
    return " ".join("".join(said).split())


def _glyphs(font: dict[int, str], shown: bytes) -> str:
    """What the strings mean: two bytes a glyph."""
    codes = b"".join(ESCAPE.sub(_unescaped, text) for text in STRING.findall(shown))
    pairs = zip(codes[::2], codes[1::2], strict=True)
    return "".join(font.get(high * 256 + low, "") for high, low in pairs)


def _unescaped(found: re.Match[bytes]) -> bytes:
    word = found[1]
    return bytes([int(word, 8)]) if word.isdigit() else SHORT.get(word, word)

"""A file's bytes -> blocks of whole lines: UTF-8, each line ending in one line feed."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from pgx.batches.errors import FileRefused
from pgx.batches.intake.encoding import find_codec, label
from pgx.batches.intake.packing import Source

HEAD = 1 << 20  # bytes that are looked at first
BLOCK = 4 << 20  # bytes that are read at once
LONGEST = 131_072  # bytes of a line; of a longer one only the beginning is kept
BOM = "\ufeff".encode()
Decode = Callable[[bytes, bool], bytes]  # a chunk, and whether it is the last one


def open_text(source: Source) -> tuple[str, Iterator[bytes]]:
    """The encoding, and blocks of whole lines; the first are those of the first MiB.

    Raises FileRefused for what is no text.
    """
    head = source.read(HEAD)
    codec = find_codec(head)
    _refuse_endless(head, source.has_ended)
    return label(codec), _blocks(source, head, _decoder(codec))


def _blocks(source: Source, head: bytes, decode: Decode) -> Iterator[bytes]:
    text, pending = decode(head, source.has_ended), b""
    while not source.has_ended:
        whole, pending = _divide(pending + text)
        if whole:
            yield _repaired(whole)
        chunk = source.read(BLOCK)
        text = decode(chunk, source.has_ended)
    rest = _with_line_feeds(pending + text)
    if rest:
        yield _repaired(rest if rest.endswith(b"\n") else rest + b"\n")


def _decoder(codec: str) -> Decode:
    """From bytes of a codec to UTF-8; what is not of the codec becomes a replacement mark."""
    if codec == "utf-8":
        return lambda chunk, final: chunk
    decoder = codecs.getincrementaldecoder(codec)("replace")
    return lambda chunk, final: decoder.decode(chunk, final).encode()


def _divide(text: bytes) -> tuple[bytes, bytes]:
    """The whole lines, and the beginning of the last one; no carriage return is cut off."""
    end = max(text.rfind(b"\n"), text.rfind(b"\r", 0, len(text) - 1)) + 1
    rest = text[end:]
    if len(rest) > LONGEST + 1:
        rest = rest[: LONGEST + 1] + rest[-1:]  # which may be a carriage return
    return _with_line_feeds(text[:end]), rest


def _with_line_feeds(text: bytes) -> bytes:
    if b"\r" not in text:
        return text
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _repaired(block: bytes) -> bytes:
    """UTF-8 throughout: a line that is none is read as Latin-1, which every byte is.

    Byte order marks are left out: files that were put together have them in the middle too.
    """
    if block.isascii():
        return block
    block = block.replace(BOM, b"")
    if _is_utf_8(block):
        return block
    lines = block.split(b"\n")
    return b"\n".join(
        line if _is_utf_8(line) else line.decode("latin-1").encode() for line in lines
    )


def _is_utf_8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _refuse_endless(text: bytes, has_ended: bool) -> None:
    if not has_ended and b"\n" not in text and b"\r" not in text:
        message = f"The first line is longer than {LONGEST:,} bytes."
        raise FileRefused(message, "Give each subject a line of its own.", "line_too_long")

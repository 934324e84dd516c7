"""Set a report: content as JSON from standard input, the PDF to standard output.

A program of its own, so that one that takes too long can be stopped. It reads nothing but its
template and fonts, and opens no connection: the template imports no package.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent


def compile_report(content: str) -> bytes:
    """The PDF: accessible (PDF/UA-1), or only tagged where a letter is in none of the fonts."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[HERE / "fonts"])
    compiler = typst.Compiler(
        HERE / "report.typ", root=HERE, font_paths=fonts, sys_inputs={"content": content}
    )
    try:
        return _pdf(compiler, ["ua-1"])
    except typst.TypstError:
        return _pdf(compiler, [])


def _pdf(compiler: typst.Compiler, standards: list[typst.PDFStandard]) -> bytes:
    return compiler.compile(format="pdf", pdf_standards=standards)


if __name__ == "__main__":
    sys.stdout.buffer.write(compile_report(sys.stdin.buffer.read().decode()))

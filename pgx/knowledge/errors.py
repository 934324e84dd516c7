"""What can be wrong with a knowledge base."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, and what."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return (
            f"{place}, {self.column}: {self.reason}" if self.column else f"{place}: {self.reason}"
        )


class KnowledgeRefused(Exception):
    """The files are refused whole; the database is as before."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class VersionTaken(KnowledgeRefused):
    """There is a release of this version with other content."""


class NoRelease(Exception):
    """No release is loaded, or none of the version asked for."""


class ReleaseUnreadable(NoRelease):
    """A release is there, but its rows are of a form that this program does not read."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"release {version} is kept, but its tables are of another form than this version "
            "of Raphe reads; ask for a newer release"
        )


class Immutable(Exception):
    """Somebody tried to change a published release."""

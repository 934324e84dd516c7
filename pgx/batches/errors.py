"""What can be wrong with an uploaded file, and with what is asked of a batch."""

from dataclasses import dataclass


class FileRefused(Exception):
    """The file cannot be used at all; the message says why, the hint what to do."""

    def __init__(self, message: str, hint: str = "", code: str = "unusable_file") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message, self.hint, self.code = message, hint, code


class BatchRefused(Exception):
    """What is asked of a batch cannot be done now; the hint says what can."""

    code = "not_now"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message, self.hint = message, hint


class WrongState(BatchRefused):
    """The batch is not where this could be done: started already, not complete, ended."""

    code = "wrong_state"


class OverQuota(BatchRefused):
    """The account's place on the disk is used up."""

    code = "over_quota"


class OtherFile(BatchRefused):
    """The Idempotency-Key belongs to another file, or to other options."""

    code = "key_is_of_another_file"


class DiskFull(BatchRefused):
    """There is no space where files are kept."""

    code = "disk_full"


@dataclass(frozen=True)
class RowError:
    """A row that is not in the results: where, what, and what would be right."""

    line: int
    column: str
    value: str
    code: str
    message: str
    hint: str

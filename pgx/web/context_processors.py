"""What every page shows."""

from django.conf import settings
from django.http import HttpRequest

from pgx import notice


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The notice, its second sentence, and the line for whoever needs help themselves."""
    return {
        "notice": notice.NOTICE,
        "notice_short": notice.NOTICE_SHORT,
        "medicine_notice": notice.MEDICINE_NOTICE,
        "help_line": settings.HELP_LINE,
    }

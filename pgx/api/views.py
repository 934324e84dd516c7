"""The REST door: each view translates HTTP and nothing more."""

from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from pgx.api.permissions import scope
from pgx.api.serializers import AssessmentRequest
from pgx.assessments.assess import assess


@scope("assess")
@api_view(["POST"])
def assessments(request: Request) -> Response:
    """Assess a panel with regimens. Stateless: nothing is stored."""
    body = AssessmentRequest(data=request.data)
    body.is_valid(raise_exception=True)
    return Response(assess(body.question()).to_json())

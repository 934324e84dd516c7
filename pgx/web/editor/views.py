"""Ways to fill the form other than field by field: a pasted panel, and an invented person."""

import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from pgx.assessments.errors import QuestionRefused
from pgx.web.asked import Asked, asks_for_knowledge
from pgx.web.editor import drawn
from pgx.web.editor.address import UNDO, address, tidy
from pgx.web.editor.paste import read_pasted
from pgx.web.views import show_explore


@require_safe
@asks_for_knowledge
def random(request: HttpRequest, asked: Asked) -> HttpResponse:
    """An invented person of a group, beside the regimen that was chosen."""
    query = tidy(request.GET)
    query.setdefault("seed", str(secrets.randbelow(drawn.MOST + 1)))
    try:
        return HttpResponseRedirect(address(drawn.question(asked.knowledge, query)))
    except QuestionRefused as refused:
        return show_explore(request, asked, query, refused=refused.errors, status=422)


@csrf_exempt  # it keeps nothing and knows no account, and a token would set a cookie for everybody
@require_POST
@asks_for_knowledge
def paste(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A pasted panel in the form; where a line was not understood, it is said beside the text."""
    text = request.POST.get("paste", "")
    pasted = read_pasted(asked.knowledge, text)
    query = QueryDict(request.POST.get("kept", ""), mutable=True)
    for name in (*drawn.DRAWN, UNDO):
        query.pop(name, None)
    for name, value in pasted.given.items():
        query[name] = value
    query = tidy(query)
    if pasted.faults:
        return show_explore(request, asked, query, pasted=pasted, text=text, status=422)
    return HttpResponseRedirect(address(query))

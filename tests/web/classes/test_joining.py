"""A learner joins by a code, is told why not, and leaves."""

import pytest
from django.utils import timezone
from limits import parse

from pgx.cases import classes
from pgx.cases.models import Membership

JOIN = "/classes/join/"


def tried(client, code: str):
    response = client.post(JOIN, {"code": code})
    return response.status_code, response.content.decode()


def test_join_leads_to_the_class(learner, group, lin):
    code = group.codes.get().code

    response = learner.post(JOIN, {"code": f"{code[:4]}-{code[4:]}".lower()})

    assert response["Location"] == f"/classes/{group.pk}/"
    assert Membership.objects.get().learner == lin


def test_a_link_has_the_code_filled_in(learner):
    assert 'value="ABCD-EFGH"' in learner.get(f"{JOIN}?code=ABCD-EFGH").content.decode()


def test_each_refusal_has_its_own_words(learner, teacher, group):
    code = group.codes.get()
    assert tried(learner, "NONE-NONE")[0] == 404
    assert tried(learner, "\0")[0] == tried(learner, "A" * 41)[0] == tried(learner, "")[0] == 422
    group.codes.update(expires_at=timezone.now())
    expired = tried(learner, code.code)
    classes.revoke(code, timezone.now())
    revoked = tried(learner, code.code)
    own = classes.new_code(group)
    teaches = tried(teacher, own.code)
    classes.close(group)
    over = tried(learner, own.code)

    assert [each[0] for each in (expired, revoked, teaches, over)] == [410, 410, 409, 410]
    assert "has ended by itself" in expired[1]
    assert "has ended this code" in revoked[1]
    assert "You teach this class" in teaches[1]
    assert "is closed" in over[1]
    assert not Membership.objects.exists()


@pytest.mark.parametrize("limit", ["join-account", "join-address"])
def test_codes_cannot_be_guessed_for_long(learner, group, settings, limit):
    settings.RATES = {**settings.RATES, limit: parse("2/hour")}
    assert [tried(learner, "NONE-NONE")[0] for _ in range(2)] == [404, 404]

    response = learner.post(JOIN, {"code": group.codes.get().code})

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert f"{response['Retry-After']} second" in response.content.decode()
    assert not Membership.objects.exists()


def test_leave_asks_first(learner, page, member):
    assert "stays with your account" in learner.get(f"{page}leave/").content.decode()
    member.refresh_from_db()
    assert not member.left_at

    learner.post(f"{page}leave/")

    member.refresh_from_db()
    assert member.left_at
    assert learner.get(page).status_code == 404

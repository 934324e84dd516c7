import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from pgx.accounts import own_data
from pgx.accounts.models import User
from pgx.accounts.tokens import create_token

pytestmark = pytest.mark.django_db


def test_collect_own_data_has_what_is_stored_and_no_secret(ada, monkeypatch):
    monkeypatch.setattr(own_data, "COLLECTORS", {})
    own_data.register("saved", lambda user: [f"of {user.username}"])
    grace = User.objects.create_user("grace")
    token, secret = create_token(ada, "sandbox", ["read"], timedelta(days=7))
    create_token(grace, "not hers", ["read"], timedelta(days=7))

    found = own_data.collect_own_data(ada)

    assert found["account"]["username"] == "ada"
    assert found["account"]["roles"] == ["learner"]
    assert [each["name"] for each in found["account"]["tokens"]] == ["sandbox"]
    assert found["saved"] == ["of ada"]
    text = json.dumps(found, cls=DjangoJSONEncoder)
    assert not any(hidden in text for hidden in (secret, token.digest, ada.password, "grace"))


def test_collect_own_data_covers_every_table_with_a_user():
    """A new table that points to an account is taught to own_data, or named here with a reason."""
    covered = {"emailaddress", "socialaccount", "authenticator", "auth_token_set", "groups"}
    without = {
        "logentry",  # what administrators did in the admin: the site's record, not theirs
        "user_permissions",  # given to nobody: rights come by roles
    }
    fields = User._meta.get_fields(include_hidden=False)
    pointing = {field.name for field in fields if field.is_relation}
    assert pointing - covered - without - set(own_data.COLLECTORS) == set()

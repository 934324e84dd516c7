"""Another instructor is added by pseudonym; the last one does not leave an open class."""

import pytest

from pgx.accounts.models import User
from pgx.cases import classes
from pgx.cases.classes import teaching
from pgx.cases.models import Class


@pytest.fixture
def group(ada) -> Class:
    return classes.make(ada, "Spring")


def test_add_an_instructor(group):
    mo = User.objects.create_user("mo")

    assert classes.add_instructor(group, "mo") == classes.add_instructor(group, "mo") == mo
    assert classes.find_taught(mo, group.pk) == group


def test_add_refuses(group, settings, monkeypatch):
    lin = User.objects.create_user("lin")
    member = classes.join(lin, group.codes.get().code)
    for name in ("nobody", "n\0"):
        with pytest.raises(classes.NoSuchAccount):
            classes.add_instructor(group, name)
    with pytest.raises(classes.LearnsHere):
        classes.add_instructor(group, "lin")
    classes.leave(member)
    settings.OPEN_CLASSES = False
    with pytest.raises(classes.MayNotTeach):
        classes.add_instructor(group, "lin")
    settings.OPEN_CLASSES = True
    monkeypatch.setattr(teaching, "MOST_INSTRUCTORS", 1)
    with pytest.raises(classes.TooMany):
        classes.add_instructor(group, "lin")
    assert group.instructors.count() == 1


def test_the_last_instructor_stays_while_the_class_is_open(group, ada):
    with pytest.raises(classes.LastInstructor):
        classes.stop_teaching(group, ada)
    mo = classes.add_instructor(group, User.objects.create_user("mo").username)
    classes.stop_teaching(group, ada)
    assert list(group.instructors.all()) == [mo]
    classes.close(group)

    classes.stop_teaching(group, mo)

    assert not group.instructors.exists()

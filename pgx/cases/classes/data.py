"""Class files of instructors, shown to their class."""

from __future__ import annotations

from django.db.models import F, QuerySet

from pgx.accounts.models import User
from pgx.batches.models import Batch, State
from pgx.cases.classes.errors import ClassClosed, NoData
from pgx.cases.models import Class, ClassData


def own_files(user: User) -> QuerySet[Batch]:
    """The complete class files of an account: what it can show."""
    return user.batches.filter(state=State.DONE)


def attach(of_class: Class, user: User, batch_id: str) -> ClassData:
    """Show a class file of one's own to a class; a second time finds the first.

    Raises NoData for one that is another's or not complete, and ClassClosed.
    """
    if of_class.closed_at:
        raise ClassClosed
    batch = own_files(user).filter(pk=batch_id).first()
    if not batch:
        raise NoData(batch_id)
    return ClassData.objects.get_or_create(of_class=of_class, batch=batch)[0]


def detach(data: ClassData) -> None:
    """Show it no more; the file itself stays with its owner."""
    data.delete()


def data_of(of_class: Class) -> QuerySet[ClassData]:
    """What a class is shown now: nothing of who teaches it no more."""
    shown = of_class.data.filter(batch__owner__taught_classes=F("of_class"))
    return shown.filter(batch__state=State.DONE).select_related("batch")


def find_data(of_class: Class, data_id: int) -> ClassData:
    """One of them. Raises NoData."""
    if found := data_of(of_class).filter(pk=data_id).first():
        return found
    raise NoData(str(data_id))

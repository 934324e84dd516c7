"""Who gets which piece of work, and when it is somebody else's again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pgx import __version__
from pgx.accounts.models import User
from pgx.batches.models import Batch, Chunk, Part, State
from pgx.batches.running.claims import claim_next

pytestmark = pytest.mark.django_db


def make_batch(owner: User, chunks: int = 0, **values) -> Batch:
    """A batch under way: with chunks it is being assessed, without it is to be read."""
    batch = Batch.objects.create(
        owner=owner,
        expires_at=timezone.now() + timedelta(days=1),
        size=1,
        options={},
        understood={},
        **{
            "engine": __version__,
            "state": State.RUNNING if chunks else State.READING,
            **values,
        },
    )
    Chunk.objects.bulk_create(Chunk(batch=batch, number=n, rows=1) for n in range(chunks))
    return batch


@pytest.fixture
def owners() -> list[User]:
    return [User.objects.create_user(name) for name in ("ada-owner", "ben-owner")]


def claimed(times: int) -> list[str]:
    """The batches of so many claims, in turn."""
    return [claim_next().batch.pk for _ in range(times)]


def let_leases_end() -> None:
    past = timezone.now() - timedelta(seconds=1)
    Batch.objects.exclude(leased_until=None).update(leased_until=past)
    Chunk.objects.exclude(leased_until=None).update(leased_until=past)


def test_a_small_batch_is_not_starved_by_a_huge_one_of_another_owner(owners) -> None:
    huge, small = make_batch(owners[0], 100), make_batch(owners[1], 2)
    assert claimed(6).count(small.pk) == 2
    assert claim_next().batch.pk == huge.pk


def test_owners_take_turns_however_many_batches_one_has(owners) -> None:
    for _ in range(5):
        make_batch(owners[0], 4)
    other = make_batch(owners[1], 4)
    assert claimed(8).count(other.pk) == 4


def test_the_batches_of_one_owner_take_turns(owners) -> None:
    first, second = make_batch(owners[0], 4), make_batch(owners[0], 4)
    assert sorted(claimed(4)) == sorted([first.pk, second.pk] * 2)


def test_a_piece_is_claimed_once(owners) -> None:
    make_batch(owners[0], 3)
    make_batch(owners[1])
    pieces = [(type(c.piece), c.piece.pk) for c in iter(claim_next, None)]
    assert len(pieces) == len(set(pieces)) == 4


def test_a_second_worker_that_read_the_same_row_gets_nothing(owners) -> None:
    from pgx.batches.running import claims

    batch = make_batch(owners[0], 1)
    (seen,) = claims._first(batch, timezone.now())
    assert claims._claim(seen, timezone.now())
    (again,) = Chunk.objects.all()
    again.attempt, again.state, again.leased_until = 0, Part.WAITING, None
    assert claims._claim(again, timezone.now()) is None


def test_a_vanished_workers_piece_is_claimed_again_and_is_no_longer_its(owners) -> None:
    make_batch(owners[0], 1)
    first = claim_next()
    assert claim_next() is None
    let_leases_end()
    second = claim_next()
    assert second.piece.pk == first.piece.pk and second.piece.losses == 1
    assert not first.renew() and second.renew()
    assert not first.ours().update(state=Part.DONE) and second.ours().update(state=Part.DONE)


def test_a_claim_ends_when_its_batch_is_cancelled_or_deleted(owners) -> None:
    batch = make_batch(owners[0], 1)
    claim = claim_next()
    Batch.objects.update(state=State.CANCELLED)
    assert not claim.renew()
    batch.delete()
    assert not claim.renew()


def test_a_batch_of_another_engine_is_left_alone(owners) -> None:
    make_batch(owners[0], 1, engine="99.0.0")
    make_batch(owners[0], 1, engine="0.0.1")
    assert claim_next() is None

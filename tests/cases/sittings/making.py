"""A small bank, a class of it, and learners who answer."""

import hashlib
from datetime import UTC, datetime, timedelta

import yaml
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases.items import bank
from pgx.cases.models import Assignment, Class, ItemVersion, Kind, Membership, Sitting
from pgx.cases.sittings import Paper, begin, give

BELIEFS = [f"M{number:02}" for number in range(1, 11)]
FORMS = ("a", "b", "c")
RIGHT, SHOWS, OTHER = "flat", "steep", "none"  # names of options that would give away the key
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
FEEDBACK = "What stands behind the curtain."


def text_of(belief: str, form: str, right: str = RIGHT) -> str:
    """The text of an item: three options, of which one is right and one goes with the belief."""
    other = "M11" if belief == "M12" else "M12"
    beliefs = iter([belief, other])
    options = [
        {"id": each, "text": f"The curve is {each}.", "feedback": f"{FEEDBACK} {each}"}
        | ({"right": True} if each == right else {"misconception": next(beliefs)})
        for each in (SHOWS, RIGHT, OTHER)
    ]
    item = {
        "id": f"{belief.lower()}-{form}",
        "use": "review" if form == "review" else "test",
        "dress": {"drug": "sertraline"},
        "ask": f"What of {belief}, in the dress {form}?",
        "options": options,
        "taught_by": ["good/guess"],
    }
    return yaml.safe_dump({"belief": belief, "item": item})


def publish_item(belief: str, form: str, right: str = RIGHT) -> ItemVersion:
    """An item, published."""
    text = text_of(belief, form, right)
    name, sha256 = f"{belief.lower()}-{form}", hashlib.sha256(text.encode()).hexdigest()
    ItemVersion.objects.filter(item=name).update(is_asked=False)
    return ItemVersion.objects.create(item=name, belief=belief, sha256=sha256, text=text)


def publish_bank() -> None:
    """Three items for tests and one for review of each of ten beliefs."""
    for belief in BELIEFS:
        for form in (*FORMS, "review"):
            publish_item(belief, form)


def make_class(**fields: object) -> Class:
    """A class whose tests ask the ten beliefs."""
    return Class.objects.create(name="Autumn", beliefs=BELIEFS, **fields)


def join(of_class: Class, name: str = "ada", number: int = 0) -> Membership:
    """A learner in a class."""
    learner, _ = User.objects.get_or_create(username=name)
    return Membership.objects.create(of_class=of_class, learner=learner, number=number)


def assign(of_class: Class, kind: Kind = Kind.PRE, **fields: object) -> Assignment:
    """A test that is open."""
    times = {"opens_at": timezone.now() - timedelta(days=1)} | fields
    return Assignment.objects.create(of_class=of_class, kind=kind, **times)


def begun(kind: Kind = Kind.PRE, **fields: object) -> Sitting:
    """A test of a new class, begun by ada."""
    publish_bank()
    member = join(make_class())
    return begin(assign(member.of_class, kind, **fields), member.learner)


def begun_by(owner: User) -> Sitting:
    """A test in a class that somebody teaches, and in which they learn themselves."""
    publish_bank()
    of_class = make_class()
    of_class.instructors.add(owner)
    return begin(assign(join(of_class, owner.username).of_class), owner)


def sent(option: str = RIGHT, confidence: object = 2) -> dict[str, list[str]]:
    """An answer as a form sends it."""
    return {"option": [option], "confidence": [str(confidence)]}


def answer_all(sitting: Sitting, now: datetime | None = None, wrong: int = 0) -> Paper:
    """The sitting once all is answered, the first of them with the belief, and sure of it."""
    for position in range(len(sitting.items)):
        option = SHOWS if position < wrong else RIGHT
        give(sitting, position, sent(option), now or timezone.now())
    return Paper(sitting)


def names(sitting: Sitting) -> list[str]:
    """The names of what is asked, in order."""
    return [each.item for each in Paper(sitting).items]


def options_of(version: ItemVersion) -> list[str]:
    """The names of the options, as they stand in the file."""
    return [each.id for each in bank.item_of(version).options]

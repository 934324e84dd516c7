"""Why something about a class is refused."""


class NoClass(Exception):
    """There is no such class, or it is none of the account's."""


class NoData(Exception):
    """The class is shown no such file, or it is none of the account's own."""


class MayNotTeach(Exception):
    """The account may not make classes here."""


class TooMany(Exception):
    """There are as many as there can be; `most` says how many that is."""

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most}")
        self.most = most


class ClassClosed(Exception):
    """The class is closed: nothing is changed in it any more."""


class LastInstructor(Exception):
    """Nobody else teaches the class, and it is open."""


class NoSuchAccount(Exception):
    """Nobody has an account of that name."""


class LearnsHere(Exception):
    """Whoever learns in a class does not teach it."""


class AlreadyBegun(Exception):
    """Somebody has begun the test: it is not removed, and its beliefs stay."""


class WrongBeliefs(Exception):
    """The tests ask so many beliefs, each of which must have items; `most` says how many."""

    def __init__(self, wanted: int) -> None:
        super().__init__(f"choose {wanted}")
        self.wanted = wanted


class JoinRefused(Exception):
    """A code does not let in; the kinds below say why."""


class NoSuchCode(JoinRefused):
    """No class has the code."""


class CodeExpired(JoinRefused):
    """The code has ended by itself."""


class CodeRevoked(JoinRefused):
    """An instructor has ended the code."""


class ClassOver(JoinRefused):
    """The class of the code is closed."""


class TeachesHere(JoinRefused):
    """Whoever teaches a class does not learn in it."""

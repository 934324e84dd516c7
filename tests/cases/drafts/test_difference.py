from hypothesis import given
from hypothesis import strategies as st

from pgx.cases.drafts import counts, difference

LINES = st.lists(st.sampled_from("abc"), max_size=12)


def test_difference_shows_what_stands_around():
    old = "".join(f"{n}\n" for n in range(20))
    (hunk,) = difference(old, old.replace("\n10\n", "\nten\n"))
    marks = [(line.mark, line.number, line.text) for line in hunk.lines]
    assert marks[2:6] == [("", 10, "9"), ("−", 11, "10"), ("+", 11, "ten"), ("", 12, "11")]
    assert len(marks) == 8
    assert hunk.first == 8


@given(LINES, LINES)
def test_difference_leads_from_the_old_text_to_the_new(old, new):
    """Applied to the old lines, it gives the new ones."""
    hunks = difference("\n".join(old), "\n".join(new))
    lines = [line for hunk in hunks for line in hunk.lines]
    gone = {line.number for line in lines if line.mark == "−"}
    kept = [each for number, each in enumerate(old, 1) if number not in gone]
    for line in lines:
        if line.mark == "+":
            kept.insert(line.number - 1, line.text)
    assert kept == new
    assert counts(hunks)["added"] - counts(hunks)["removed"] == len(new) - len(old)

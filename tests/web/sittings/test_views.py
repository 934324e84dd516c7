"""A test over HTTP: one question a page, once, in turn; then what came of it."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from pgx.accounts.models import User
from pgx.cases import classes
from pgx.cases.models import Assignment, Kind, Response, Sitting
from pgx.cases.sittings import Paper, begin, give
from tests.cases.making import publish_good
from tests.cases.sittings.making import (
    RIGHT,
    SHOWS,
    answer_all,
    assign,
    join,
    make_class,
    options_of,
    publish_bank,
    sent,
)

LATE = "The test was due already"


@pytest.fixture
def member(release):
    publish_bank()
    return join(make_class(time_zone="Europe/Zurich"))


@pytest.fixture
def learner(client, member):
    client.force_login(member.learner)
    return client


def begin_address(test: Assignment) -> str:
    return reverse("begin-test", args=[test.of_class_id, test.pk])


def begin_at(client: Client, test: Assignment):
    return client.post(begin_address(test))


def address(sitting: Sitting) -> str:
    return reverse("sitting", args=[sitting.pk])


@pytest.fixture
def sitting(member):
    return begin(assign(member.of_class), member.learner)


def text_of(response) -> str:
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def answer(client: Client, sitting: Sitting, question: object, **fields: object):
    """Choose the first option that stands on the page, fairly sure."""
    return client.post(
        address(sitting), {"question": question, "option": "1", "confidence": "1"} | fields
    )


def test_begin_leads_to_the_first_question_and_again_to_the_same(learner, member):
    test = assign(member.of_class)

    first, second = begin_at(learner, test), begin_at(learner, test)

    assert (first.status_code, first["Location"]) == (303, second["Location"])
    assert "1 of 10" in text_of(learner.get(first["Location"]))


def test_begin_before_it_opens_names_the_time_and_the_zone(learner, member):
    opens = timezone.now() + timedelta(days=1)

    response = begin_at(learner, assign(member.of_class, opens_at=opens))

    assert response.status_code == 409
    assert "(Europe/Zurich)" in text_of(response)


def test_begin_what_is_closed(learner, member):
    response = begin_at(learner, assign(member.of_class, closed_at=timezone.now()))

    assert response.status_code == 409
    assert "This test is closed." in text_of(response)


def test_begin_without_items_is_being_mended(learner, member):
    member.of_class.beliefs = []
    member.of_class.save()

    response = begin_at(learner, assign(member.of_class))

    assert response.status_code == 409
    assert "being mended" in text_of(response)


@pytest.mark.parametrize("who", ["other", "left", "a case", "another class", "far away"])
def test_begin_what_is_not_there_for_one(learner, member, who):
    test = assign(member.of_class, Kind.CASE if who == "a case" else Kind.PRE)
    where = {"class_id": member.of_class_id, "assignment_id": test.pk}
    if who == "other":
        learner.force_login(User.objects.create_user("eve"))
    elif who == "left":
        member.left_at = timezone.now()
        member.save()
    elif who == "another class":
        where["class_id"] = make_class().pk
    elif who == "far away":
        where["assignment_id"] = 10**30

    assert learner.post(reverse("begin-test", kwargs=where)).status_code == 404
    assert not Sitting.objects.exists()


def test_whoever_left_sees_what_came_of_it(learner, member, sitting):
    for position in range(10):
        give(sitting, position, sent(), timezone.now())
    classes.leave(member)

    shown = learner.get(begin_at(learner, sitting.assignment)["Location"])

    assert "You have 10 of 10 right." in text_of(shown)


def test_whoever_left_before_the_end_is_told_nothing_and_can_go_on(learner, member, sitting):
    """Else one could leave after each answer, look, and join again."""
    give(sitting, 0, sent(), timezone.now())
    classes.leave(member)

    shown, refused = learner.get(address(sitting)), answer(learner, sitting, 2)

    assert (shown.status_code, refused.status_code) == (200, 409)
    for each in (shown, refused):
        assert "You have left the class before the end" in text_of(each)
        assert "of 10" not in text_of(each)
    member.of_class.memberships.update(left_at=None)
    assert answer(learner, sitting, 2).status_code == 303


def test_ten_answers_lead_to_the_result(learner, sitting):
    for number in range(1, 11):
        page = learner.get(address(sitting))
        assert f"{number} of 10" in text_of(page)
        response = answer(learner, sitting, number)
        assert (response.status_code, response["Location"]) == (303, address(sitting))

    said = text_of(learner.get(address(sitting)))
    assert "of 10 right" in said
    assert "after it was begun" not in said  # in less than a minute
    found = Sitting.objects.get()
    Sitting.objects.update(begun_at=found.finished_at - timedelta(minutes=15))
    assert "15 minutes after it was begun" in text_of(learner.get(address(sitting)))


def test_an_option_is_the_one_that_stands_at_its_place(learner, sitting):
    page = unescape(learner.get(address(sitting)).content.decode())
    first = min(options_of(Paper(sitting).items[0]), key=lambda each: page.index(f"is {each}."))

    answer(learner, sitting, 1)

    assert Response.objects.get().option == first


def test_a_double_click_gives_one_answer(learner, sitting):
    first, second = answer(learner, sitting, 1), answer(learner, sitting, 1, option="2")

    assert first.status_code == second.status_code == 303
    assert Response.objects.count() == 1


def test_back_and_another_answer_keeps_the_first(learner, sitting):
    answer(learner, sitting, 1)
    kept = Response.objects.get().option
    answer(learner, sitting, 2)

    assert answer(learner, sitting, 1, option="3").status_code == 303
    assert Response.objects.get(position=0).option == kept


def test_the_last_answer_twice_leads_to_the_result(learner, sitting):
    for number in range(1, 11):
        answer(learner, sitting, number)

    again = answer(learner, sitting, 10, option="2")

    assert (again.status_code, again["Location"]) == (303, address(sitting))


@pytest.mark.parametrize("question", ["2", "11", "0", "-1", "", "one", "99999999999", "٣"])
def test_an_answer_out_of_turn_is_refused_with_the_question_that_comes(learner, sitting, question):
    response = answer(learner, sitting, question)

    assert response.status_code == 409
    assert "That question does not come now" in text_of(response)
    assert "1 of 10" in text_of(response)
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"option": ""}, "Choose one."),
        ({"option": "4"}, "4 is not offered here."),
        ({"option": ["1", "2"]}, "is not offered here."),
        ({"confidence": "3"}, "3 is not offered here."),
        ({"confidence": "<b>"}, "<b> is not offered here."),
    ],
)
def test_a_bad_answer_is_told_at_its_field(learner, sitting, fields, said):
    response = answer(learner, sitting, 1, **fields)

    assert response.status_code == 422
    assert said in unescape(response.content.decode())
    assert not Response.objects.exists()


def test_without_an_option_nothing_is_stored_and_with_one_it_stays_chosen(learner, sitting):
    nothing = learner.post(address(sitting), {"question": "1", "confidence": "2"})
    not_sure = learner.post(address(sitting), {"question": "1", "option": "3"})

    assert (nothing.status_code, not_sure.status_code) == (422, 422)
    assert "Choose one." in text_of(nothing)
    assert b"checked" not in nothing.content
    assert not_sure.content.decode().count(" checked") == 1


def test_after_the_due_date_one_is_told_and_it_is_kept_as_late(learner, sitting):
    assert LATE not in text_of(learner.get(address(sitting)))
    Assignment.objects.update(due_at=timezone.now() - timedelta(minutes=1))

    assert LATE in text_of(learner.get(address(sitting)))
    for number in range(1, 11):
        answer(learner, sitting, number)

    assert all(Response.objects.values_list("is_late", flat=True))
    assert "10 answers came after the due date" in text_of(learner.get(address(sitting)))


def test_a_closed_test_shows_what_came_of_it(learner, sitting):
    answer(learner, sitting, 1)
    Assignment.objects.update(closed_at=timezone.now())

    shown, refused = learner.get(address(sitting)), answer(learner, sitting, 2)

    assert (shown.status_code, refused.status_code) == (200, 409)
    assert "closed before its last question" in text_of(shown)
    assert "your answer is not stored" in text_of(refused)
    assert Response.objects.count() == 1


def test_a_test_whose_opening_was_put_off_takes_no_answer(learner, sitting):
    Assignment.objects.update(opens_at=timezone.now() + timedelta(hours=1))

    response = answer(learner, sitting, 1)

    assert response.status_code == 409
    assert "not open now" in text_of(response)


def test_a_test_closed_without_an_answer(learner, sitting):
    Assignment.objects.update(closed_at=timezone.now())

    assert "you gave no answer" in text_of(learner.get(address(sitting)))


def test_a_clock_that_jumps_back_breaks_nothing(learner, sitting):
    Sitting.objects.update(begun_at=timezone.now() + timedelta(days=1))

    for number in range(1, 11):
        answer(learner, sitting, number)

    assert "Finished on" in text_of(learner.get(address(sitting)))
    assert "after it was begun" not in text_of(learner.get(address(sitting)))


def test_another_account_finds_nothing_with_or_without_a_token(sitting):
    other = User.objects.create_user("eve")
    for strict in (False, True):
        client = Client(enforce_csrf_checks=strict)
        client.force_login(other)
        for where in (address(sitting), begin_address(sitting.assignment)):
            assert client.post(where).status_code == 404
        assert client.get(address(sitting)).status_code == 404


def test_a_form_without_its_token_is_refused(member, sitting):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member.learner)

    assert answer(strict, sitting, 1).status_code == 403
    assert not Response.objects.exists()


def test_signed_out_one_signs_in_first(sitting):
    for where in (address(sitting), begin_address(sitting.assignment)):
        response = Client().post(where)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


def test_a_review_has_no_page_here(learner, member, sitting):
    paper = answer_all(sitting)
    Sitting.objects.filter(pk=paper.sitting.pk).update(assignment=None)

    assert learner.get(address(sitting)).status_code == 404


def test_the_first_result_tells_beliefs_and_no_key(learner, sitting):
    for position in range(10):
        option, sure = (SHOWS, position) if position < 3 else (RIGHT, 2)
        give(sitting, position, sent(option, sure), timezone.now())

    page = learner.get(address(sitting))
    said = text_of(page)

    assert "You have 7 of 10 right. You were sure of 1 of the others." in said
    assert "3 beliefs that your answers went with" in said
    assert "Sure87" in said
    assert not [each for each in ("What of", "The curve is", "behind the curtain") if each in said]


def test_a_belief_opens_the_case_that_looks_at_it(learner, sitting):
    """The case that it leads, else the one that teaches the item."""
    title = publish_good().text.partition("title: ")[2].partition("\n")[0]
    answer_all(sitting, wrong=10)

    assert text_of(learner.get(address(sitting))).count(title) == 10


def test_the_second_result_stands_beside_the_first_and_tells_the_items(learner, member, sitting):
    answer_all(sitting, wrong=4)
    post = begin(assign(member.of_class, Kind.POST), member.learner)
    answer_all(post, wrong=1)

    said = text_of(learner.get(address(post)))

    assert "You have 9 of 10 right. Before, it was 6 of 10." in said
    assert said.count("went with it, sure") == 5
    assert "answers were wrong and are right now" in said
    assert said.count("What of ") == 10
    assert "behind the curtain. steep" in said


def test_a_later_result_stands_beside_both(learner, member, sitting):
    answer_all(sitting, wrong=4)
    for kind, wrong in ((Kind.POST, 1), (Kind.LATER, 2)):
        last = begin(assign(member.of_class, kind), member.learner)
        answer_all(last, wrong=wrong)

    assert "You have 8 of 10 right. Before, it was 6 of 10. After, it was 9 of 10." in text_of(
        learner.get(address(last))
    )


def test_a_second_test_without_the_first_stands_alone(learner, member):
    post = begin(assign(member.of_class, Kind.POST), member.learner)
    answer_all(post)

    said = text_of(learner.get(address(post)))

    assert "You have 10 of 10 right." in said
    assert "turned" not in said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (0, 2, "0 answers were wrong and are right now, 2 the other way round"),
        (10, 0, "10 answers were wrong and are right now, 0 the other way round"),
        (0, 0, "No answer has turned since the test before"),
    ],
)
def test_losses_stand_beside_gains(learner, member, sitting, before, after, said):
    answer_all(sitting, wrong=before)
    post = begin(assign(member.of_class, Kind.POST), member.learner)
    answer_all(post, wrong=after)

    assert said in text_of(learner.get(address(post)))


def test_a_second_answer_to_a_question_is_told_not_to_count(learner, sitting):
    """By the back button or another tab; a double click of the same answer says nothing."""
    answer(learner, sitting, 1)
    again = {"question": "1", "option": "1", "confidence": "2"}
    first = Response.objects.get()
    said = text_of(learner.post(address(sitting), again, follow=True))
    assert ("Question 1 was answered already" in said) == (first.confidence != 2)
    other = {**again, "confidence": str((first.confidence + 1) % 3)}
    assert "Question 1 was answered already" in text_of(
        learner.post(address(sitting), other, follow=True)
    )
    assert Response.objects.get().confidence == first.confidence


def test_a_test_that_was_put_off_says_when_it_opens(learner, sitting):
    later = timezone.now() + timedelta(days=2)
    Assignment.objects.update(opens_at=later)

    shown = learner.get(address(sitting))
    assert "This test opens on" in text_of(shown)
    assert 'name="option"' not in shown.content.decode()
    refused = answer(learner, sitting, 1)
    assert refused.status_code == 409
    assert "your answer is not stored" in text_of(refused)
    group = reverse("class", args=[sitting.assignment.of_class_id])
    assert address(sitting) not in learner.get(group).content.decode()


def test_whoever_left_in_the_middle_is_told_the_way_back(learner, member, sitting):
    answer(learner, sitting, 1)
    type(member).objects.update(left_at=timezone.now())
    assert "you can go on once you join the class again" in text_of(learner.get(address(sitting)))


def test_of_a_closed_test_the_class_shows_the_result(learner, sitting):
    answer(learner, sitting, 1)
    Assignment.objects.update(closed_at=timezone.now())
    said = text_of(learner.get(reverse("class", args=[sitting.assignment.of_class_id])))
    assert "Nothing is to be done here now." in said
    assert "See the result" in said


def test_a_question_of_a_release_that_is_gone_says_so(learner, sitting):
    Sitting.objects.update(release="9.9.9")
    page = learner.get(address(sitting))
    assert page.status_code == 409
    assert "What you have answered is kept." in text_of(page)

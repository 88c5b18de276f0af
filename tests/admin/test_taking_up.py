import pytest

from briefings.actions.releases import begin_correction, save_draft
from briefings.actions.writing import keep_unsaved_text
from briefings.admin.deeds import page_of
from tests.admin.keeping import ask, taken_up, typed
from tests.admin.pressing import press, said, words_form
from tests.making import fresh, make_edition, make_issued_edition, save


def test_only_the_save_that_holds_unsaved_text_ends_its_offer(client, writer):
    edition = make_edition()
    client.force_login(writer)
    left = words_form(client, edition, headline="Typed on the left")
    right = words_form(client, edition, summary="Typed on the right.")
    for form in (left, right):
        ask(client, edition, "keep", **typed(**form))

    press(client, edition, "words", **left)
    assert [kept.window for kept in edition.unsaved_texts.all()] == [right["window"]]

    page = taken_up(client, edition)
    assert page.words["summary"].value() == "Typed on the right."


def test_unsaved_text_that_is_taken_up_late_is_merged_too(client, writer):
    edition = make_edition(body="One.\n\nTwo.")
    mine = {"headline": edition.headline, "body": "My one.\n\nTwo."}
    keep_unsaved_text(edition, by=writer, based_on=1, content=mine)
    save_draft(edition, by=None, based_on=1, body="One.\n\nTheir two.")
    client.force_login(writer)

    page = taken_up(client, edition)

    assert page.words["based_on"].value() == 1
    assert page.words["body"].value() == "My one.\n\nTwo."


def test_what_is_saved_after_a_colleague_issued_is_shown_and_goes_on(client, writer):
    edition = make_edition(body="One.")
    client.force_login(writer)
    mine = words_form(client, edition, body="My one.")
    issued = make_issued_edition(edition)

    refused = press(client, issued, "words", **mine)
    assert "is issued" in said(refused)
    assert ">My one.</textarea>" in refused.content.decode()

    correction = begin_correction(issued.release, by=writer)
    [offer] = client.get(page_of(correction)).context["page"].offered
    asked = {"take-up": offer["text"].kept.pk}
    deed = client.get(page_of(correction), asked).context["page"].words
    assert (deed["body"].value(), deed["based_on"].value()) == ("My one.", 1)

    press(
        client, correction, "words", **words_form(client, correction, **asked_of(deed))
    )
    assert fresh(correction).body == "My one."
    assert client.get(page_of(issued)).context["page"].offered == []


def test_text_kept_before_a_colleague_saved_and_issued_is_not_saved_over_theirs(
    client, writer
):
    edition = make_edition(body="One.\n\nTwo.")
    client.force_login(writer)
    mine = words_form(client, edition, body="My one.\n\nTwo.")
    ask(client, edition, "keep", **typed(**mine))
    issued = make_issued_edition(save(edition, body="One.\n\nTheir two."))
    correction = begin_correction(issued.release, by=writer)

    asked = {"take-up": issued.unsaved_texts.get().pk}
    deed = client.get(page_of(correction), asked).context["page"].words
    form = words_form(client, correction, **asked_of(deed))

    assert "Look at it, then save" in said(press(client, correction, "words", **form))
    assert fresh(correction).body == "One.\n\nTheir two."


def test_text_that_is_taken_up_while_its_window_is_open_is_kept_beside_it(
    client, writer
):
    edition = make_edition()
    client.force_login(writer)
    left = words_form(client, edition, headline="Typed on the left")
    ask(client, edition, "keep", **typed(**left))

    right = left | asked_of(taken_up(client, edition).words)
    ask(client, edition, "keep", **typed(**right | {"headline": "Typed on the right"}))
    assert headlines_kept(edition) == ["Typed on the right"]

    on = left | {"headline": "Typed on, on the left"}
    ask(client, edition, "keep", **typed(**on))
    told = ["Typed on, on the left", "Typed on the right"]
    assert headlines_kept(edition) == told


def test_a_save_of_what_was_taken_up_ends_its_offer(client, writer):
    edition = make_edition()
    client.force_login(writer)
    mine = words_form(client, edition, headline="Typed before a crash")
    ask(client, edition, "keep", **typed(**mine))

    again = mine | asked_of(taken_up(client, edition).words)
    press(client, edition, "words", **again | {"headline": "Typed after it"})

    assert fresh(edition).headline == "Typed after it"
    assert headlines_kept(edition) == []


def test_what_was_typed_on_since_it_was_taken_up_stays(client, writer):
    edition = make_edition()
    client.force_login(writer)
    left = words_form(client, edition, headline="Typed on the left")
    ask(client, edition, "keep", **typed(**left))
    right = left | asked_of(taken_up(client, edition).words)
    on = left | {"headline": "Typed on, on the left"}
    ask(client, edition, "keep", **typed(**on))

    press(client, edition, "words", **right)

    assert headlines_kept(edition) == ["Typed on, on the left"]


@pytest.mark.parametrize("moment", ["yesterday", "0", "2026-13-40T00:00:00Z", "\0"])
def test_a_forged_moment_takes_nothing_away(client, writer, moment):
    edition = make_edition()
    client.force_login(writer)
    ask(client, edition, "keep", **typed(window="mine", headline="Mine"))

    forged = typed(window="other", headline="Other", taken_up=moment)
    answer = ask(client, edition, "keep", **forged)

    assert answer.status_code == 403
    assert headlines_kept(edition) == ["Mine"]


def headlines_kept(edition) -> list[str]:
    return [row.content["headline"] for row in edition.unsaved_texts.all()]


def asked_of(deed) -> dict:
    names = ("body", "based_on", "window", "taken_up")
    return {name: deed[name].value() for name in names}

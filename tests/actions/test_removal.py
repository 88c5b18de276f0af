import pytest

from briefings.actions.notices import remove_release, replace_release
from briefings.actions.removal import correct_removal
from briefings.errors import Refused
from tests.making import make_issued_edition
from tests.models.raw_sql import refuses

pytestmark = pytest.mark.django_db

WHY = "A court ordered it.\n"


def test_a_removal_is_explained_anew_and_the_former_words_are_kept(publisher):
    edition = make_issued_edition()
    replace_release(edition.release, by=publisher, explanation=WHY, redirect_to="/old/")

    release = correct_removal(
        edition.release, by=publisher, explanation="It was wrong.", redirect_to="/new/"
    )

    assert (release.removal_explanation, release.redirect_to) == (
        "It was wrong.",
        "/new/",
    )
    kept = edition.transitions.latest("id")
    assert (kept.move, kept.by) == ("correct_removal", publisher)
    assert WHY in kept.note
    assert "/old/" in kept.note
    # The kept words allow this correction, and none after it.
    change = "UPDATE briefings_release SET "
    assert refuses(change + "removal_explanation = 'x'")


def test_readers_are_sent_nowhere_any_more(publisher):
    release = make_issued_edition().release
    replace_release(release, by=publisher, explanation=WHY, redirect_to="/old/")

    assert correct_removal(release, by=publisher, explanation=WHY).redirect_to == ""


def test_a_removal_is_explained_by_those_who_take_down(publisher, writer):
    release = make_issued_edition().release
    with pytest.raises(Refused, match="not removed"):
        correct_removal(release, by=publisher, explanation="It was wrong.")
    remove_release(release, by=publisher, explanation="A court ordered it.")

    for by, about, why in (
        (writer, {"explanation": "It was wrong."}, "may not withdraw"),
        (publisher, {"explanation": " "}, "Tell readers why"),
        (publisher, {"explanation": "x", "redirect_to": "//x"}, "Give a path"),
        (publisher, {"explanation": "A court ordered it."}, "exactly this already"),
    ):
        with pytest.raises(Refused, match=why):
            correct_removal(release, by=by, **about)

import pytest

from briefings.actions.comments import (
    add_comment,
    add_comment_beside,
    reopen_comment,
    reply_to_comment,
    resolve_comment,
)
from briefings.actions.restoring import restore_revision
from briefings.errors import Refused
from briefings.models import Comment, User
from briefings.models.comments import Beside
from briefings.readiness import obstacles
from tests.making import (
    BODY,
    MONDAY,
    fresh,
    make_edition,
    make_issued_edition,
    save,
    span,
)

pytestmark = pytest.mark.django_db
WORDS = "The islands have waited long enough."


@pytest.fixture
def reader() -> User:
    """Somebody with an account and no role."""
    return User.objects.create_user(username="Rita", is_staff=True)


def comment_on(edition, words=WORDS, *, by=None, said="Says who?") -> Comment:
    return add_comment(fresh(edition), by=by, said=said, **span(edition, words))


def told(edition) -> list[str]:
    found = obstacles(fresh(edition), day=MONDAY.date())
    return [o.sentence for o in found if o.place == "comments"]


def test_a_button_pressed_twice_makes_one_comment_and_one_reply(approver):
    edition = make_edition()
    comment = comment_on(edition, by=approver)
    reply_to_comment(comment, by=approver, said="Nobody.")

    with pytest.raises(Refused, match="it is there once"):
        comment_on(edition, by=approver)
    with pytest.raises(Refused, match="it is there once"):
        reply_to_comment(comment, by=approver, said="Nobody.")

    # The same of other words is another comment.
    assert comment_on(edition, "We start on Monday.", by=approver)


def test_a_comment_is_of_words_of_the_text(approver):
    comment = comment_on(make_edition(), by=approver)

    assert (comment.words, comment.said, comment.by) == (WORDS, "Says who?", approver)
    assert not comment.is_lost


def test_a_comment_follows_its_words_and_stays_readable_without_them():
    edition = make_edition()
    comment = comment_on(edition)

    save(edition, body="A paragraph before it.\n\n" + BODY)
    comment.refresh_from_db()
    assert fresh(edition).plain_text[comment.start : comment.end] == WORDS

    save(edition, body="Nothing is left.")
    comment.refresh_from_db()
    assert comment.is_lost
    assert comment.words == WORDS


def test_a_comment_is_at_the_words_its_writer_had_read():
    edition = make_edition()
    read, there = fresh(edition), span(edition, WORDS)
    save(edition, body="A paragraph before it.\n\n" + BODY)

    assert add_comment(read, by=None, said="Who?", **there).words == WORDS


def test_only_colleagues_comment(reader):
    edition = make_edition()
    comment = comment_on(edition)

    for forbidden in (
        lambda: comment_on(edition, by=reader),
        lambda: reply_to_comment(comment, by=reader, said="Me too."),
        lambda: resolve_comment(comment, by=reader),
        lambda: reopen_comment(comment, by=reader),
    ):
        with pytest.raises(Refused, match="may not leave notes"):
            forbidden()


def test_a_comment_and_a_reply_say_something(writer):
    comment = comment_on(make_edition())

    with pytest.raises(Refused, match="Write what you want to say"):
        comment_on(comment.edition, said=" \n")
    with pytest.raises(Refused, match="Write what you want to say"):
        reply_to_comment(comment, by=writer, said="")


def test_comments_are_resolved_one_by_one_and_reopened(writer, approver):
    edition = make_edition()
    first, second = comment_on(edition), comment_on(edition, "We start on Monday.")
    assert told(edition) == ["2 comments are unresolved."]

    resolved = resolve_comment(first, by=writer)
    assert (resolved.resolved_by, list(Comment.objects.open())) == (writer, [second])
    assert told(edition) == ["1 comment is unresolved."]
    with pytest.raises(Refused, match="Wren resolved this comment already"):
        resolve_comment(first, by=approver)

    assert reopen_comment(first, by=approver).resolved_at is None
    with pytest.raises(Refused, match="open already"):
        reopen_comment(first, by=approver)


def test_a_resolved_comment_is_reopened_before_it_is_answered(writer):
    comment = comment_on(make_edition())
    assert reply_to_comment(comment, by=writer, said="The minister.").by == writer

    resolve_comment(comment, by=writer)

    with pytest.raises(Refused, match="reopen it"):
        reply_to_comment(comment, by=writer, said="Once more.")


def test_a_reopened_comment_finds_its_words_where_they_went(writer):
    edition = make_edition()
    comment = resolve_comment(comment_on(edition), by=writer)
    save(edition, body="A paragraph before it.\n\n" + BODY)

    comment = reopen_comment(comment, by=writer)

    assert fresh(edition).plain_text[comment.start : comment.end] == WORDS


def test_comments_do_not_stop_an_approval_and_go_on_beside_what_is_issued(writer):
    edition = make_edition()
    comment_on(edition)

    edition = make_issued_edition(edition)

    assert comment_on(edition, by=writer).edition == edition


def places() -> list[str]:
    """What stands at the places of the comments in the text; nothing where it is
    lost."""
    rows = Comment.objects.select_related("edition")
    return [
        row.edition.plain_text[row.start : row.end] if row.end else "" for row in rows
    ]


def test_a_comment_finds_its_words_when_an_earlier_state_is_restored(writer):
    edition = make_edition(written_by=writer, body="Old: 5% of all.")
    comment_on(edition, "5%")
    # It follows its words to other neighbours, and loses them there.
    save(edition, body="Of every fee that is due they pay 5% at the most.")
    save(edition, body="Nothing is left.")
    assert places() == [""]

    first = edition.revisions.order_by("number").first()
    restore_revision(fresh(edition), first, by=writer)

    assert places() == ["5%"]


def test_a_comment_finds_its_words_when_they_are_typed_again_elsewhere():
    edition = make_edition(body="They pay 5% at the most.")
    comment_on(edition, "5%")
    save(edition, body="Nothing is left.")

    save(edition, body="Nothing is left.\n\nBut 5% is due.")

    assert places() == ["5%"]


def test_a_comment_goes_with_words_that_one_save_moves_among_others():
    edition = make_edition(body="They pay 5% at the most.\n\nNothing else is due.")
    comment_on(edition, "5%")

    save(edition, body="Nothing else is due, says everybody, but 5%.")

    assert places() == ["5%"]


def test_a_comment_does_not_go_to_the_same_words_of_something_else():
    edition = make_edition(body="Fees fell 5%.\n\nPrices rose 5%.")
    comment_on(edition, "5%")

    save(edition, body="Prices rose 5%.")
    save(edition, body="Prices rose 5%, the office says.")

    assert places() == [""]


def test_two_comments_at_the_same_words_both_find_them(writer):
    edition = make_edition(body="They pay 5% at the most.")
    comment_on(edition, "5%")
    comment_on(edition, "5%", by=writer, said="Of what?")
    save(edition, body="Nothing is left.")

    save(edition, body="It is 5% now.")

    assert places() == ["5%", "5%"]


def test_a_comment_is_reopened_where_its_words_stand_among_others(writer):
    edition = make_edition(body="They pay 5% at the most.")
    comment = resolve_comment(comment_on(edition, "5%"), by=writer)
    save(edition, body="What is due is 5%.")

    reopen_comment(comment, by=writer)

    assert places() == ["5%"]


@pytest.mark.parametrize("part", list(Beside))
def test_a_comment_beside_the_text_tells_when_its_words_are_gone(writer, part):
    edition = make_edition(**{part.value: "It costs  five crowns."})
    comment = add_comment_beside(
        edition, by=writer, said="Four?", part=part, words="costs five crowns"
    )
    assert comment.words.split() == ["costs", "five", "crowns"]
    assert comment.where == part.label
    assert comment.is_lost, "it has no place in the text"

    save(edition, body="Another text.", **{part.value: "So it costs five crowns."})
    assert not Comment.objects.get().has_lost_its_words

    save(edition, **{part.value: "It costs four crowns."})
    assert Comment.objects.get().has_lost_its_words
    assert reopen_comment(resolve_comment(comment, by=writer), by=writer).is_lost


def test_which_of_the_words_beside_the_text_is_meant_must_be_there(writer):
    edition = make_edition(notes_to_editors="One quay. Another quay.")
    about = {"by": writer, "said": "Which?", "part": Beside.NOTES, "words": "quay"}

    comment = add_comment_beside(edition, **about, time=2)
    assert comment.found
    assert comment.found.start == len("One quay. Another ")

    with pytest.raises(Refused, match="occur 2 times in the notes to editors, not 3"):
        add_comment_beside(edition, **about, time=3)


def test_words_that_left_the_headline_meanwhile_are_not_commented_on(writer):
    edition = make_edition(headline="Other words")

    with pytest.raises(Refused, match="“A ferry” is not in the headline"):
        add_comment_beside(
            edition, by=writer, said="Which?", part=Beside.HEADLINE, words="A ferry"
        )

    assert not Comment.objects.exists()

"""Marking words by mouse and by keyboard, and two people at one draft."""

import pytest
from playwright.sync_api import Page, expect

from briefings.admin.deeds import mark_up_page_of, page_of
from briefings.models import Suggestion
from briefings.permissions import WRITER
from tests.browser.axe import barriers
from tests.browser.desk import accept_all, paste, press, select
from tests.making import fresh, make_edition, make_marked_edition, make_member

pytestmark = pytest.mark.django_db(transaction=True)


def button(page: Page, name: str):
    return page.locator("#mark-up-bar").get_by_role("button", name=name)


def test_selected_words_become_a_figure_and_an_undo_takes_it_away(browser_of, writer):
    edition = make_edition(written_by=writer, body="😀 About 4,200 people came.")
    page = browser_of(writer)
    page.goto(mark_up_page_of(edition))

    select(page, "About 4,200 people")
    button(page, "Figure").click()
    form = page.locator("#chosen")
    expect(form.get_by_label("Value")).to_have_value("4200")
    form.get_by_role("button", name="Mark as a figure").click()
    expect(page.locator("mark.figure")).to_have_text("About 4,200 people")

    button(page, "Undo").click()
    expect(page.locator("mark.figure")).to_have_count(0)
    assert not edition.figures.exists()


def test_words_are_selected_and_marked_by_keyboard_alone(browser_of, writer):
    edition = make_edition(written_by=writer, body="We will build a quay by June 2091.")
    page = browser_of(writer)
    page.goto(mark_up_page_of(edition))

    page.keyboard.press("t")
    page.keyboard.press("Shift+End")
    page.keyboard.press("c")
    expect(page.locator("#chosen").get_by_label("Deadline words")).to_have_value(
        "by June 2091"
    )
    page.locator("#chosen button[type=submit]").press("Enter")
    expect(page.locator("mark.commitment")).to_have_count(1)

    assert edition.statements.get().words == "We will build a quay by June 2091."


def test_steps_are_taken_back_after_the_page_was_loaded_again(browser_of, writer):
    edition = make_edition(written_by=writer, body="About 4,200 people and 30 dogs.")
    page = browser_of(writer)
    page.goto(mark_up_page_of(edition))
    for number, words in enumerate(("About 4,200 people", "30 dogs"), start=1):
        select(page, words)
        button(page, "Figure").click()
        page.locator("#chosen").get_by_role("button", name="Mark as a figure").click()
        expect(page.locator("mark.figure")).to_have_count(number)

    page.reload()
    button(page, "Undo").click()
    expect(page.locator("mark.figure")).to_have_text(["About 4,200 people"])
    page.reload()
    page.keyboard.press("u")
    expect(page.locator("mark.figure")).to_have_count(0)

    page.reload()
    expect(button(page, "Undo")).to_have_count(0)


def test_words_are_commented_on_beside_the_text_by_keyboard(browser_of, writer):
    edition = make_edition(written_by=writer, body="We will build a quay by June 2091.")
    page = browser_of(writer)
    page.goto(mark_up_page_of(edition))

    page.keyboard.press("t")
    page.keyboard.press("Shift+End")
    page.keyboard.press("m")
    expect(page.locator("#chosen").get_by_label("Comment")).to_be_focused()
    page.keyboard.type("By when in June?")
    page.locator("#chosen button[type=submit]").press("Enter")
    expect(page.locator("mark.comment")).to_have_count(1)
    card = page.locator("li.card.comment")
    expect(card).to_contain_text("By when in June?")

    page.keyboard.press("r")
    expect(page.locator("mark.comment")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator("mark.comment")).to_have_count(1)
    page.keyboard.press("r")
    expect(page.locator("mark.comment")).to_have_count(0)
    assert edition.comments.get().resolved_by == writer


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("headline", "ferry"),
        ("summary", "sails"),
        ("notes_to_editors", "quay 😀 is"),
        ("change_note", "five"),
    ],
)
def test_words_beside_the_text_are_commented_on_where_they_stand(
    browser_of, writer, part, words
):
    about = {"headline": "A ferry", "summary": "It sails.", "body": "It sails."}
    about["change_note"] = "It costs five crowns."
    notes = "First.\n\nThe quay 😀 is *new*."
    edition = make_edition(written_by=writer, notes_to_editors=notes, **about)
    page = browser_of(writer)
    page.goto(mark_up_page_of(edition))

    select(page, words, within=f"[data-part={part}]")
    expect(page.locator(".bubble button:visible")).to_have_text(["Comment"])
    for key in "qcf":
        page.keyboard.press(key)
        expect(page.locator("[data-said]")).to_contain_text("can only be commented on")
    expect(page.locator("#chosen")).to_have_count(0)
    page.keyboard.press("m")
    page.locator("#chosen").get_by_label("Comment").fill("Since when?")
    page.locator("#chosen button[type=submit]").press("Enter")

    marked = page.locator(f"[data-part={part}] mark.comment.current")
    expect(marked).to_have_text(words)
    expect(page.locator("li.card.comment")).to_contain_text("Since when?")
    comment = edition.comments.get()
    assert (comment.part, comment.words) == (part, words)


def test_the_headline_is_reached_and_commented_on_by_keyboard(browser_of, writer):
    edition = make_edition(written_by=writer, headline="A ferry for Skerrow")
    page = browser_of(writer)
    page.goto(mark_up_page_of(edition))

    page.keyboard.press("t")
    page.keyboard.press("t")
    expect(page.get_by_role("textbox", name="The headline.")).to_be_focused()
    page.keyboard.type("x")
    page.keyboard.press("Shift+End")
    page.keyboard.press("m")
    page.locator("#chosen").get_by_label("Comment").fill("Too long.")
    page.locator("#chosen button[type=submit]").press("Enter")

    marked = page.locator("[data-part=headline] mark.comment")
    expect(marked).to_have_text("A ferry for Skerrow")
    assert barriers(page) == []


@pytest.mark.parametrize("key", list("mqcf"))
def test_a_key_without_words_says_what_to_do_first(browser_of, writer, key):
    page = browser_of(writer)
    page.goto(mark_up_page_of(make_edition(written_by=writer)))

    page.keyboard.press(key)

    expect(page.get_by_role("status").get_by_text("Select the words")).to_be_visible()
    page.locator("[data-mark=quote]").first.click(force=True)
    expect(page.get_by_text("Select the words first.")).to_have_count(1)
    expect(page.locator("#chosen")).to_have_count(0)


def test_what_was_typed_into_one_card_is_not_lost_by_accepting_another(
    browser_of, writer
):
    page = browser_of(writer)
    paste(page)
    first, second = (
        page.locator("[data-card]:has([data-accept])").nth(n) for n in (0, 1)
    )
    first.locator("[data-change]").first.click()
    typed = page.locator("[data-form] input:not([type=hidden]):visible").first
    typed.fill("Ten minutes of work")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))

    second.locator("[data-accept] button").click()

    expect(typed).to_have_value("Ten minutes of work")
    assert "You typed into another card" in asked[0]
    assert not Suggestion.objects.exclude(verdict="open").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marking_up_shuts_nobody_out(browser_of, writer, scheme):
    page = browser_of(writer, color_scheme=scheme)

    paste(page)
    assert barriers(page) == []
    accept_all(page)
    assert barriers(page) == []


def test_two_people_at_one_draft_lose_nothing_of_each_other(browser_of, writer):
    edition = make_edition(written_by=writer, body="First words.\n\nLast words.")
    colleague = make_member(WRITER, "Wilf")
    mine, theirs = browser_of(writer), browser_of(colleague)
    mine.goto(page_of(edition))
    theirs.goto(page_of(edition))
    expect(theirs.locator("[data-here]")).to_contain_text("Wren")

    mine.locator("#body textarea").fill("My first words.\n\nLast words.")
    assert "saved" in press(mine, "Save the text")
    theirs.locator("#body textarea").fill("First words.\n\nTheir last words.")
    press(theirs, "Save the text")

    merged = "My first words.\n\nTheir last words."
    expect(theirs.locator("#body textarea")).to_have_value(merged)
    assert fresh(edition).body == "My first words.\n\nLast words."
    press(theirs, "Save the text")
    assert fresh(edition).body == merged


BEHIND_THE_CARDS = """() => {
  const words = document.getSelection().getRangeAt(0).getBoundingClientRect();
  return words.bottom - document.getElementById("panel").getBoundingClientRect().top;
}"""


def test_on_a_small_screen_selected_words_are_not_behind_the_cards(browser_of, writer):
    edition = make_marked_edition(written_by=writer)
    page = browser_of(writer, viewport={"width": 320, "height": 640})
    page.goto(mark_up_page_of(edition))

    page.keyboard.press("t")
    page.keyboard.press("Shift+End")
    assert page.evaluate(BEHIND_THE_CARDS) <= 0

    for _ in range(9):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Home")
    assert page.evaluate(BEHIND_THE_CARDS) <= 0

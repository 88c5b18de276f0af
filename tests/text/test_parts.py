"""Every line of a release in the part it belongs to, and in no other."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefings.text.blocks import Block
from briefings.text.formats.markdown_source import blocks_of_markdown
from briefings.text.formats.plain_source import blocks_of_plain_text
from briefings.text.markup.markdown import plain_text
from briefings.text.parts.parting import Parts, part
from briefings.text.reading import read_release

DATA = Path(__file__).parent.parent / "data"
NEWS = "The new lock at Saltmouth opened today to boats of every size."


def parts_of(text):
    return part(blocks_of_plain_text(text))


def words(blocks):
    return [block.words for block in blocks]


def test_what_stands_above_the_news_goes_to_its_places():
    parts = parts_of(
        "Harbour Trust\nPRESS RELEASE 2024/034\nFOR IMMEDIATE RELEASE\n"
        "New lock opens at Saltmouth\n"
        "Boats of every size will pass it without paying\n"
        f"Saltmouth, 7 November 2024\n{NEWS}"
    )

    assert words(parts.labels) == [
        *("Harbour Trust", "PRESS RELEASE 2024/034", "FOR IMMEDIATE RELEASE")
    ]
    assert parts.masthead == "Harbour Trust"
    assert parts.headline.words == "New lock opens at Saltmouth"
    assert parts.standfirst.words == "Boats of every size will pass it without paying"
    assert (parts.dateline, parts.issued_on) == (
        "Saltmouth, 7 November 2024",
        date(2024, 11, 7),
    )
    assert words(parts.body) == [NEWS]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Press notice 12/34", "press_release"),
        ("NEWS RELEASE | FOR IMMEDIATE RELEASE | May 3, 2021", "press_release"),
        ("DATGANIAD I'R WASG", "press_release"),
        ("Communiqué de presse", "press_release"),
        ("Pressemitteilung Nr. 12/2024", "press_release"),
        ("MEDIA ADVISORY – PHOTO OPPORTUNITY", "media_advisory"),
        ("Press release: photo opportunity", "media_advisory"),
        ("Operational note", "media_advisory"),
        ("News story", "news_story"),
        ("Written statement", "statement"),
        ("Check against delivery", "speech"),
        ("For immediate release", ""),
    ],
)
def test_a_label_proposes_the_kind_of_release(line, kind):
    reading = read_release(f"{line}\nNew lock opens at Saltmouth\n{NEWS}")

    assert reading.release_kind == kind
    assert reading.labels == (line,)
    assert reading.headline == "New lock opens at Saltmouth"


def test_a_headline_may_name_the_kind():
    speech = read_release(f"Speech by the harbour master at Saltmouth\n{NEWS}")

    assert speech.release_kind == "speech"
    assert speech.headline == "Speech by the harbour master at Saltmouth"


@pytest.mark.parametrize(
    ("first", "dateline", "issued_on"),
    [
        ("Saltmouth, 7 November 2024 – ", "Saltmouth, 7 November 2024", "2024-11-07"),
        ("SALTMOUTH, Valmere, May 3, 2021 — ", None, "2021-05-03"),
        ("SALTMOUTH, Val., Jan. 5, 2021 /Newswire/ -- ", None, "2021-01-05"),
        ("Saltmouth, den 7. November 2024. ", None, "2024-11-07"),
        ("May 3, 2021—Saltmouth—", None, "2021-05-03"),
        ("(Saltmouth, 7 November 2024) ", None, "2024-11-07"),
        ("SALTMOUTH, Val. — ", None, None),
        ("SALTMOUTH, 7 November – ", None, None),
    ],
)
def test_a_dateline_before_the_first_words_is_taken_off_them(
    first, dateline, issued_on
):
    reading = read_release(f"New lock opens\n{first}{NEWS}")

    assert reading.body == NEWS
    assert reading.dateline.startswith(dateline or first[:9])
    assert str(reading.issued_on) == str(issued_on)


@pytest.mark.parametrize(
    "first", ["UPDATE – ", "On 7 November 2024 – ", "The lock – 7 November 2024 – "]
)
def test_other_first_words_stay_where_they_are(first):
    assert read_release(f"New lock opens\n{first}it rained all day.").dateline == ""


@pytest.mark.parametrize(
    "elsewhere",
    [
        "EMBARGOED UNTIL 00:01, 8 November 2024",
        "Press release 2024/034",
    ],
)
def test_a_dateline_without_a_year_takes_it_from_the_labels(elsewhere):
    parts = parts_of(f"{elsewhere}\nNew lock opens\nSaltmouth, 7 November\n{NEWS}")

    assert parts.issued_on == date(2024, 11, 7)


def test_a_dateline_without_a_year_takes_it_from_the_text_only_if_it_must_be_it():
    top = "New lock opens\nSaltmouth, Thursday 7 November\n"

    told = parts_of(f"{top}{NEWS}\nIt was begun on 3 May 2018, and on 1 June 2024.")
    open_ = parts_of(f"{top}{NEWS}\nIt was begun on 3 May 2018.")

    assert told.issued_on == date(2024, 11, 7)
    assert open_.issued_on is None


def test_the_day_of_issue_is_read_where_a_release_says_today():
    reading = read_release(
        "New lock opens\nThe lock opened today (Thursday 7 November 2024) to boats."
    )

    assert (reading.dateline, reading.issued_on) == ("", date(2024, 11, 7))


def test_a_dateline_may_stand_under_the_news():
    reading = read_release(f"New lock opens\n{NEWS}\nAldmere, February 14, 1974")

    assert reading.dateline == "Aldmere, February 14, 1974"
    assert reading.body == NEWS


def test_a_dateline_that_contradicts_its_weekday_is_pointed_out():
    reading = read_release(f"New lock opens\nFriday 7 November 2024\n{NEWS}")

    assert "7 November 2024 is a Thursday" in reading.warnings[0].message


@pytest.mark.parametrize(
    "sign",
    [
        *("ENDS", "-ENDS-", "Ends/", "# # #", "###", "-30-", "- 30 -", "***"),
        *("DIWEDD", "FIN", "– Ende –", "[ends]"),
    ],
)
def test_an_end_mark_ends_the_news(sign):
    reading = read_release(
        f"New lock opens\n{NEWS}\n{sign}\nAbout the Harbour Trust\n"
        "The trust has kept the harbours of Valmere since 1902."
    )

    assert reading.body == NEWS
    assert reading.labels == (sign,)
    assert reading.boilerplate == (
        "## About the Harbour Trust\n\n"
        "The trust has kept the harbours of Valmere since 1902."
    )


def test_stars_in_the_middle_of_the_news_end_nothing():
    reading = read_release(f"New lock opens\n{NEWS}\n***\nBoats came.\nPeople sang.")

    assert reading.plain_text().endswith("Boats came.\n\nPeople sang.")


@pytest.mark.parametrize(
    ("notes", "about", "contact"),
    [
        ("Notes to editors", "About the Harbour Trust", "Media enquiries"),
        ("NOTES FOR EDITORS:", "About us", "Press contact:"),
        ("Nodiadau i olygyddion", "Ynglŷn â'r Ymddiriedolaeth", "Ymholiadau'r wasg"),
        ("Note aux rédacteurs", "À propos du port", "Contact presse :"),
        ("Hinweise für die Redaktionen", "Über den Hafen", "Pressekontakt"),
    ],
)
def test_what_follows_the_news_goes_to_its_places(notes, about, contact):
    parts = parts_of(
        f"New lock opens\n{NEWS}\n{notes}\nThe lock is 26m long.\n{about}\n"
        f"We have kept it since 1902.\n{contact}\nBram Tolliver\n020 7946 0018"
    )

    assert words(parts.body) == [NEWS]
    assert words(parts.notes) == ["The lock is 26m long."]
    assert words(parts.boilerplate) == [about, "We have kept it since 1902."]
    assert words(parts.contacts) == [contact, "Bram Tolliver", "020 7946 0018"]


def test_sections_of_the_news_stay_in_it():
    reading = read_release(
        f"News release\nNew lock opens\n{NEWS}\nQuotes\n"
        '"Nine boats are nine promises kept."\n'
        "– The Honourable Ada Penhallow, Minister of Rivers\n"
        "Quick facts\n- It is 26m long.\nAssociated links\n- River plan\n"
        "Contacts\nMedia Relations\nDepartment of Rivers\n613-555-0142"
    )

    assert "## Quotes" in reading.body
    assert "– The Honourable Ada Penhallow, Minister of Rivers" in reading.body
    assert reading.body.endswith("## Quick facts\n\n- It is 26m long.")
    assert reading.notes_to_editors == "## Associated links\n\n- River plan"
    assert [c.telephone for c in reading.contacts] == ["613-555-0142"]


def test_background_with_a_speaker_is_news_still():
    reading = read_release(
        f"New lock opens\n{NEWS}\nBackground\nTolls were first charged in 1871.\n"
        "“They were never fair to any boat,” said Ada Penhallow, Harbour Minister."
    )

    assert reading.notes_to_editors == ""
    assert reading.quotes[0].speaker == "Ada Penhallow"


def test_a_number_in_the_middle_of_the_news_does_not_end_it():
    reading = read_release(
        f"New lock opens\n{NEWS}\nFor a place on the first boat, call 0300 330 3000.\n"
        + "The boats were built by hand in the yards of Skerrow over two winters. " * 3
    )

    assert reading.contacts == ()
    assert "0300 330 3000" in reading.body


def test_contacts_above_the_headline_may_take_several_lines_and_two_columns():
    reading = read_release(
        "FOR IMMEDIATE RELEASE                    Contact: Oda Lin\n"
        "May 3, 2021                              613-555-0142\n"
        "                                         oda@harbour.example\n\n"
        "HARBOUR TRUST OPENS NIGHT SCHOOL\n\n"
        "The school of the trust opened today, and forty pilots came to it\n"
        "from the first night on, which nobody had thought.\n"
    )

    assert reading.headline == "HARBOUR TRUST OPENS NIGHT SCHOOL"
    assert reading.issued_on == date(2021, 5, 3)
    (contact,) = reading.contacts
    assert (contact.name, contact.email) == ("Oda Lin", "oda@harbour.example")


def test_a_heading_over_the_key_points_is_a_label():
    reading = read_release(f"New lock opens\nKey points:\n- Tolls end.\n{NEWS}")

    assert (reading.key_points, reading.labels) == (("Tolls end.",), ("Key points:",))


def test_in_markdown_a_paragraph_in_italics_under_the_headline_is_the_standfirst():
    reading = read_release(
        f"# New lock opens\n\n*Boats pass it for nothing at all*\n\n{NEWS}"
    )

    assert reading.standfirst == "Boats pass it for nothing at all"
    assert reading.body == NEWS


def test_a_figure_that_only_the_standfirst_has_is_found_there():
    reading = read_release(
        "New lock opens at Saltmouth\nTolls of £12 and £40 million of debt are gone\n"
        "Saltmouth, 7 November 2024\nThe lock opened today without its tolls of £12."
    )

    assert [f.words for f in reading.figures] == ["£12"]
    assert [f.words for f in reading.figures_in_standfirst] == ["£40 million"]
    assert [(f["words"], f["start"]) for f in reading.as_json()["figures"]][1:] == [
        ("£40 million", None)
    ]


LINES = st.sampled_from(
    [
        *("Harbour Trust", "PRESS RELEASE 2024/034", "FOR IMMEDIATE RELEASE"),
        *("EMBARGOED UNTIL", "00:01, Friday 8 November", "New lock opens at Saltmouth"),
        *(
            "Saltmouth, 7 November 2024",
            "7 November",
            "SALTMOUTH, May 3, 2021 — It is.",
        ),
        *("- one", "- two", "1. three", "Key points", "Contact: Oda Lin"),
        *("613-555-0142", "oda@harbour.example", "Bram Tolliver", NEWS, "Quotes"),
        *("Ada Penhallow said:", "We kept our word to this town.", "“It is open.”"),
        *("– Ada Penhallow, Harbour Minister", "ENDS", "***", "# # #", "- more -"),
        *("Notes to editors", "About the Harbour Trust", "About us: we keep boats."),
        *("Background", "Contacts", "Media Relations", "12 Quay Street, Aldmere", ""),
        "Press enquiries: 020 7946 0018 Out of hours: 020 7946 0019",
        "FOR RELEASE          Contact: Oda Lin",
    ]
)


def everything(parts: Parts) -> list[str]:
    blocks: list[Block] = [
        *(b for b in (parts.headline, parts.standfirst) if b),
        *(*parts.labels, *parts.body, *parts.notes, *parts.boilerplate),
        *parts.contacts,
    ]
    return [*(b.words for b in blocks), parts.dateline, *parts.key_points]


def letters(*texts: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]", " ".join(texts)))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=14).map("\n".join))
@example("ENDS\nENDS")
@example("7 November\n7 November 2024\n8 November 2024")
def test_every_word_of_a_plain_text_is_in_exactly_one_part(source):
    assert letters(*everything(parts_of(source))) == letters(source)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=14).map("\n\n".join))
def test_every_word_of_markdown_is_in_exactly_one_part(source):
    found = everything(part(blocks_of_markdown(source)))

    assert letters(*found) == letters(plain_text((), source))


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_every_word_of_the_contacts_is_in_one_of_them(source):
    reading, parts = read_release(f"{NEWS}\n{source}"), parts_of(f"{NEWS}\n{source}")

    assert letters(*(c.words for c in reading.contacts)) == letters(
        *words(parts.contacts)
    )


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("Published 7 November 2024", "7 November 2024"),
        ("Date: Saltmouth, 7 November 2024", "Saltmouth, 7 November 2024"),
        ("Posted on 7 November 2024", "7 November 2024"),
        ("Saltmouth, 7 November 2024", "Saltmouth, 7 November 2024"),
    ],
)
def test_a_dateline_is_kept_without_the_words_of_its_page(line, dateline):
    reading = read_release(f"New lock opens\n{line}\nThe lock opened to all boats.")

    assert (reading.dateline, reading.issued_on.day) == (dateline, 7)

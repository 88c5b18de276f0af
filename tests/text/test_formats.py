import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefings.text.finds import ReadPerson
from briefings.text.formats.sources import (
    PastEdition,
    ReadAttachment,
    ReadImage,
    Withdrawal,
)
from briefings.text.reading import Unreadable, read_release

FILES = Path(__file__).parent.parent / "data" / "formats"


def read(name):
    return read_release((FILES / name).read_bytes(), name=name)


def names(mentions):
    return [mention.name for mention in mentions]


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("night_ferry.html", "html"),
        ("night_ferry.docx", "docx"),
        ("night_ferry.eml", "email"),
        ("night_ferry_plain.eml", "email"),
        ("night_ferry_govuk.json", "govuk"),
    ],
)
def test_a_format_is_told_by_its_content(name, format_):
    reading = read_release((FILES / name).read_bytes(), name="upload.txt")

    assert reading.source_format == format_
    assert reading.headline.endswith(("Night ferry to Skerrow begins", "begins"))
    assert [q.speaker for q in reading.quotes] == ["Ilse Marrow"]


@pytest.mark.parametrize("name", ["night_ferry.html", "night_ferry.docx"])
def test_structure_becomes_markdown(name):
    reading = read(name)

    assert reading.issued_on == date(2024, 11, 7)
    assert len(reading.key_points) == 2
    assert (
        "> Nobody on Skerrow will miss the last boat again.\n>\n"
        "> We will add a second ferry by June 2026."
    ) in reading.body
    assert "## How it works" in reading.body
    assert "| Port | Departure |\n| --- | --- |\n| Aldmere | 23:10 |" in reading.body
    assert "The Aurelia is 62m long." in reading.notes_to_editors
    assert [c.telephone for c in reading.contacts] == ["020 7946 0018"]


def test_a_web_page_keeps_its_article_and_lists_what_it_dropped():
    reading = read("night_ferry.html")

    (warning,) = reading.warnings
    for dropped in ("Skip to main content", "use cookies", "News", "a friend", "used"):
        assert dropped in warning.words
        assert dropped not in reading.plain_text()
    assert "Nobody reads this" not in warning.words
    assert reading.images == (
        ReadImage("https://transport.valmere.example/ferry.jpg", "The ferry at night"),
    )


def test_links_lead_where_they_led():
    assert read("night_ferry.html").key_points[1] == (
        "Fares are [held at £4](https://transport.valmere.example/fares)."
    )
    assert "[the fares](https://transport.valmere.example/fares)" in (
        read("night_ferry.docx").body
    )


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "#top", "data:text/html,x", "/topics/iep", "iep.html"],
)
def test_a_link_that_may_not_be_followed_leaves_its_words(href):
    reading = read_release(f'<p>The <a href="{href}">lock</a> opens.</p>')

    assert reading.body == "The lock opens."


@pytest.mark.parametrize(
    "source",
    [
        "<p>The lock opens.",
        "<!-- saved --><p>The lock opens.</p>",
        "The lock opens.<div>a</div><div>b</div>",
        "<b>The</b> lock opens.",
        "<?xml version='1.0'?><html><body>The lock opens.</body></html>",
    ],
)
def test_a_fragment_is_html_too(source):
    reading = read_release(source)

    assert reading.source_format == "html"
    assert "<" not in reading.plain_text()


def test_prose_that_names_a_tag_is_no_html():
    source = "Pages need a closing </p> tag, the office said.\n\nIt opens."

    assert read_release(source).source_format == "text"


def test_headers_and_footers_of_a_block_quotation_belong_to_the_release():
    reading = read_release(
        "<p>The minister said:</p><blockquote><p>We kept our word.</p>"
        "<footer>Ilse Marrow, Transport Minister</footer></blockquote>"
    )

    assert reading.body.endswith(
        "> We kept our word.\n\nIlse Marrow, Transport Minister"
    )
    assert reading.warnings == ()


def test_the_title_of_a_page_names_a_release_without_a_heading():
    reading = read_release(
        "<html><head><title>Lock opens | Rivers</title>"
        "<meta property='og:title' content='Lock opens'></head>"
        "<body><p>The lock at Saltmouth opened today to all the boats.</p></body>"
    )

    assert reading.headline == "Lock opens"
    assert reading.warnings[0].words == "| Rivers"


def test_a_table_that_only_lays_out_a_page_becomes_paragraphs():
    words = "The lock at Saltmouth opened today to all the boats of the town. " * 8

    reading = read_release(
        f"<table><tr><td>Menu</td><td><p>{words}</p></td></tr></table>"
    )

    assert "|" not in reading.body
    assert words.strip() in reading.body


def test_a_content_item_brings_the_facts_it_knows():
    reading = read("night_ferry_govuk.json")

    assert reading.headline == "Night ferry to Skerrow begins"
    assert reading.standfirst == (
        "A ferry will sail to Skerrow every night from 1 December."
    )
    # Half past midnight in London's summer.
    assert reading.issued_on == date(2024, 7, 1)
    assert reading.organisation == "Ministry of Transport"
    assert names(reading.organisations)[:2] == [
        "Ministry of Transport",
        "Islands Office",
    ]
    assert reading.people == (
        ReadPerson("Ilse Marrow", "Minister for Transport", None, "govuk-person"),
    )
    assert "Skerrow" in names(reading.places)
    assert "Islands Summit 2024" in names(reading.events)
    assert "(https://www.gov.uk/government/people/islanders)" in reading.body


def test_a_content_item_brings_its_past():
    reading = read("night_ferry_govuk.json")

    assert reading.change_history[0] == PastEdition(
        "Corrected the time of departure.", datetime(2024, 12, 2, 10, tzinfo=UTC)
    )
    assert len(reading.change_history) == 2
    assert reading.withdrawn == Withdrawal(
        "The line was closed in 2025.", datetime(2025, 3, 1, 9, tzinfo=UTC)
    )
    assert reading.attachments == (
        ReadAttachment(
            "Timetable of the ferry",
            "https://www.gov.uk/media/timetable.pdf",
            "application/pdf",
        ),
    )
    assert reading.images[0].caption == "The Aurelia at night"


def test_a_speech_says_when_and_where_it_was_given_and_by_whom():
    reading = read("quay_speech_govuk.json")

    assert reading.delivered_on == date(2024, 11, 7)
    assert reading.location == "The Old Quay, Skerrow"
    assert [(p.name, p.role) for p in reading.people] == [
        ("Ilse Marrow", "Minister for Transport")
    ]


def test_every_fact_can_be_written_as_json():
    for path in FILES.iterdir():
        found = json.loads(json.dumps(read(path.name).as_json()))

        assert found["source_format"]


@pytest.mark.parametrize(
    "details",
    [
        {"body": None},
        {"body": 5, "change_history": "x", "attachments": [1], "images": {}},
        {"body": [{"content_type": "text/html", "content": "<p>Hi</p>"}, 3]},
        {"body": "", "change_history": [{"note": 1, "public_timestamp": "x"}]},
        {"body": "a\ud800\0b", "delivered_on": "9999-12-31T23:59:59-12:00"},
    ],
)
def test_a_content_item_of_an_odd_shape_is_read_as_far_as_it_goes(details):
    item = {"title": "Lock", "details": details, "links": {"people": [{}, 1]}}

    assert read_release(json.dumps(item)).headline == "Lock"


def test_an_email_gives_subject_day_sender_and_attachments():
    reading = read("night_ferry.eml")

    assert reading.headline == "Nachtfähre: Night ferry – to Skerrow begins"
    assert reading.labels == ("FW:",)
    assert reading.issued_on == date(2024, 11, 7)
    assert reading.contacts[-1].email == "press@transport.valmere.example"
    assert reading.contacts[-1].name == "Press office, Ministry of Transport"
    assert reading.attachments[0].title == "fahrplan.pdf"
    assert reading.warnings[-1].words == "fahrplan.pdf"


def test_the_plain_part_of_an_email_is_decoded_as_it_declares():
    assert "– and “nobody” will miss it." in read("night_ferry_plain.eml").body


def test_a_release_that_begins_like_an_email_is_none():
    source = "Date: 7 November 2024\nFrom: Press office\n\nThe lock opens today."

    reading = read_release(source)

    assert reading.source_format == "text"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b'{"title": "Lock"}', "JSON"),
        (b'{"body": "<p>The lock opens.</p>"}', "without the key “details”"),
        (b'{"a":' + b"[" * 100_000, "JSON"),
        (b'["a", "b"]', "JSON"),
        (b"<div>" * 100_000 + b"x", "nested"),
        (b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 50_000, "parts"),
        (b"<html><nav><a href='/'>Home</a></nav></html>", "empty"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_a_release_is_refused_with_a_sentence(source, reason):
    with pytest.raises(Unreadable, match=reason) as refusal:
        read_release(source, name="lock")

    assert str(refusal.value).startswith("lock ")
    assert str(refusal.value).endswith(".")

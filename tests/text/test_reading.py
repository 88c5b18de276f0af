import re
from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefings.text.markup.markdown import plain_text
from briefings.text.reading import Unreadable, read_release

LOCK = """Press release
New lock opens at Saltmouth
Saltmouth, 7 November 2024
- New agreements to be signed with three river states.
- Tolls end for 9,400 boats.
The Ministry of Rivers today approved £12 million for a new lock at Saltmouth.
Harbour Minister Ada Penhallow said
We promised this town a lock, and we will build it by 2027.
I am proud of every pilot who asked for it.
Tolls were first charged in Saltmouth in 1871. Further information is available from the
ENDS
Notes to editors
1. The lock is 26m long.
2. Pilots train for two years.
Press office: 020 7946 0018
"""


def words_of(text):
    return Counter(re.findall(r"\w+", text))


def everything(reading):
    return "\n".join(
        (
            *(reading.headline, reading.standfirst, reading.dateline),
            reading.plain_text(),
            plain_text((), reading.notes_to_editors),
            plain_text((), reading.boilerplate),
            *(contact.words for contact in reading.contacts),
            *reading.labels,
        )
    )


def test_the_parts_of_a_release_go_to_their_places():
    reading = read_release(LOCK)

    assert reading.headline == "New lock opens at Saltmouth"
    assert (reading.dateline, reading.issued_on) == (
        "Saltmouth, 7 November 2024",
        date(2024, 11, 7),
    )
    assert reading.key_points == (
        "New agreements to be signed with three river states.",
        "Tolls end for 9,400 boats.",
    )
    assert reading.notes_to_editors.startswith("1. The lock")
    assert [c.telephone for c in reading.contacts] == ["020 7946 0018"]
    assert reading.labels == ("Press release", "ENDS", "Notes to editors")


def test_a_quote_becomes_a_block_quotation_of_the_body():
    body = read_release(LOCK).body

    assert (
        "Harbour Minister Ada Penhallow said\n\n> We promised this town a lock, and we "
        "will build it by 2027.\n>\n> I am proud of every pilot who asked for it.\n\n"
        "Tolls were first charged"
    ) in body


def test_every_find_stands_where_it_says():
    reading = read_release(LOCK)
    plain = reading.plain_text()

    assert reading.figures
    assert reading.commitments
    for find in (*reading.figures, *reading.commitments):
        assert plain[find.start : find.end] == find.words
    (quote,) = reading.quotes
    assert plain[quote.start : quote.end] == "\n\n".join(quote.paragraphs)


def test_what_the_notes_claim_is_kept_apart():
    reading = read_release(LOCK)
    notes = plain_text((), reading.notes_to_editors)

    (length,) = reading.figures_in_notes
    assert notes[length.start : length.end] == "26m"
    assert reading.as_json()["figures"][-1]["words"] == "26m"
    assert reading.as_json()["figures"][-1]["start"] is None


def test_a_dateline_before_the_first_words_has_its_own_place():
    reading = read_release(
        "SALTMOUTH, 7 November 2024 – The new lock opened today to all.\nIt is wide."
    )

    assert reading.dateline == "SALTMOUTH, 7 November 2024"
    assert reading.issued_on == date(2024, 11, 7)
    assert reading.body.startswith("The new lock opened")


def test_a_contact_above_the_headline_is_no_headline():
    reading = read_release(
        "Contact: Bram Tolliver, bram@rivers.example\nNew lock opens at Saltmouth\n"
        "SALTMOUTH — November 7, 2024 — The new lock opened today to all boats."
    )

    assert reading.headline == "New lock opens at Saltmouth"
    assert [contact.email for contact in reading.contacts] == ["bram@rivers.example"]
    assert reading.issued_on == date(2024, 11, 7)


def test_an_embargo_is_pointed_out():
    reading = read_release(
        "EMBARGOED UNTIL 00:01, FRIDAY 8 NOVEMBER\nNew lock opens at Saltmouth\n"
        "Saltmouth, 7 November 2024\nThe lock opens."
    )

    assert reading.embargoed_until == datetime(
        2024, 11, 8, 0, 1, tzinfo=ZoneInfo("Europe/London")
    )
    assert reading.warnings[0].words == "EMBARGOED UNTIL 00:01, FRIDAY 8 NOVEMBER"
    assert reading.warnings[0].message == (
        "Embargoed until Friday 8 November 2024, 00:01 UK time (GMT)."
    )


def test_an_embargo_without_a_year_is_pointed_out_and_left_open():
    reading = read_release("EMBARGOED UNTIL 00:01, FRIDAY 8 NOVEMBER\nThe lock opens.")

    assert reading.embargoed_until is None
    assert reading.warnings[0].words == "EMBARGOED UNTIL 00:01, FRIDAY 8 NOVEMBER"


def test_a_doubtful_end_of_a_quote_is_pointed_out():
    reading = read_release(
        "Harbour Minister Ada Penhallow opened the lock.\nAda Penhallow said\n"
        "We kept our word to this town.\nShips pass.\nBoats do as well."
    )

    assert reading.quotes[0].boundary_uncertain
    assert reading.warnings[-1].words == reading.quotes[0].paragraphs[-1]


def test_markdown_keeps_its_structure_and_its_links():
    reading = read_release(
        "# New lock\n\n- First point\n\nThe lock is [open](https://lock.example).\n\n"
        "Ada Penhallow said:\n\n> We kept our word to this town.\n>\n> It was hard.\n\n"
        "| year | boats |\n|---|---|\n| 2023 | 40 |\n",
    )

    assert reading.headline == "New lock"
    assert reading.key_points == ("First point",)
    assert "[open](https://lock.example)" in reading.body
    assert "| 2023 | 40 |" in reading.body
    assert len(reading.quotes[0].paragraphs) == 2


def test_a_list_indented_with_quotation_signs_is_no_quote():
    reading = read_release(
        "The minister said:\n\n> - Ferries run all night.\n> - Tolls are gone.\n"
    )

    assert reading.quotes == ()


def test_paragraphs_wrapped_by_hand_are_joined():
    reading = read_release(
        "The new lock at Saltmouth opened today after two winters of\n"
        "building, and the first ferry passed through it at noon with\n"
        "music.\n\n"
        "The ferry carried pilots, children and the mayor of the town, who\n"
        "had asked for it for years.\n"
    )

    assert len(reading.plain_text().split("\n\n")) == 2
    assert "winters of building, and" in reading.body


def test_text_that_looks_like_mark_up_stays_text():
    source = (
        "The *new* lock_house costs 5 < 6 & rises #1 [sic] ~ `so`.\n"
        "2012. was a year.\n+ 40 boats came."
    )

    assert words_of(read_release(source).plain_text()) >= words_of(source) - words_of(
        "1"
    )


def test_reading_twice_gives_the_same():
    assert read_release(LOCK) == read_release(LOCK.encode())


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"", "empty"),
        (" \n\t ", "empty"),
        ("- * - “”", "empty"),
        (b"x" * 5_000_001, "too large"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "picture"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "Word document"),
        (b"\x00\x01\x02\x03" * 50, "not text|encoding"),
        (b"\x81\x8d\x8f\x90\x9d", "encoding"),
        ("<?xml version='1.0'?><lock>Lock</lock>", "XML"),
        ('{"title": "Lock"}', "JSON"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(source, reason):
    with pytest.raises(Unreadable, match=reason) as refusal:
        read_release(source, name="lock.txt")

    assert str(refusal.value).startswith("lock.txt is ")
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings_are_told_apart(encoding):
    source = "The “Dŵr” lock costs £12 million."

    assert read_release(source.encode(encoding)).plain_text() == source


def test_western_bytes_are_read_as_windows_1252():
    source = "The “Tide” lock costs £12 million – and €3."

    assert read_release(source.encode("cp1252")).plain_text() == source


def test_mojibake_is_reported_and_not_guessed_at():
    source = "The lock’s price is £12".encode().decode("cp1252")

    reading = read_release(source)

    assert "garbled" in reading.warnings[0].message
    assert reading.plain_text() == source
    assert read_release("NÃO é o château Ângelo.").warnings == ()


def test_characters_that_cannot_be_stored_are_left_out_and_reported():
    reading = read_release("The lock\x00 is \ud800open to everybody in the town.")

    assert reading.plain_text() == "The lock is open to everybody in the town."
    assert reading.warnings


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            *LOCK.splitlines(),
            "“The lock is open,” said Ada Penhallow, “and it stays open for all.”",
            "“It is open.",
            "She added:",
            "> quoted",
            "# Heading",
            "    indented",
            "1) one",
            "***",
            "| a | b |",
            "[x]: y",
            "Background",
        ]
    ),
)


@settings(derandomize=True, max_examples=120, deadline=None)
@given(st.lists(LINES, max_size=12).map("\n".join))
@example(">0\n0\x1bA")
@example(">0\n[](A)")
@example("1. a\n3. b\n2012. c")
@example("A\n- b\n\n- c\n1. d")
def test_no_word_of_a_plain_text_is_lost(source):
    try:
        reading = read_release(source, name="lock.txt")
    except Unreadable:
        return

    # Letters only: the numbers of list items are marks of a list, and addresses are
    # mark-up when the rest is Markdown, as is the "x" of a link's definition.
    addresses = "".join(re.findall(r"\]\(([^)]*)", source))
    letters = Counter(filter(str.isalpha, source))
    read = Counter(filter(str.isalpha, everything(reading)))
    assert (letters - read).keys() <= {*"xy", *addresses}


@settings(derandomize=True, max_examples=80, deadline=None)
@given(st.lists(LINES, max_size=12).map("\n\n".join))
def test_finds_of_any_text_stand_where_they_say(source):
    try:
        reading = read_release(source)
    except Unreadable:
        return
    plain = reading.plain_text()

    for find in (*reading.figures, *reading.commitments):
        assert plain[find.start : find.end] == find.words
    for quote in reading.quotes:
        assert plain[quote.start : quote.end].startswith(quote.paragraphs[0])
        assert plain[quote.start : quote.end].endswith(quote.paragraphs[-1])


@pytest.mark.parametrize(
    "source",
    [
        '"' * 100_000,
        "“" * 20_000 + "”" * 20_000,
        "'a " * 10_000,
        "[" * 20_000,
        ">" * 20_000,
        "(" * 20_000 + ")" * 20_000,
        "lock " * 10_000,
        "A" * 50_000,
        "9" * 50_000,
        "£" * 50_000,
        "1,000" * 10_000,
        "Minister " * 5_000,
        "Ada Penhallow said:\n" * 1_000,
        "“The lock is open, ” said Ada. " * 1_000,
        "will be will be " * 2_000,
        ", " * 20_000,
        "- " * 20_000,
        "\u202e\u0627\u0644\u0642\u0641\u0644 " * 3_000,
        "Ada Penhallow said:\n" + "Ships pass by.\n" * 1_000,
    ],
    ids=lambda source: source[:12],
)
def test_hostile_text_is_read_to_its_end(source):
    reading = read_release(f"The lock opens.\n{source}")

    assert "The lock opens." in reading.plain_text()


MARKDOWN = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [
                *(
                    "# New lock",
                    "### Notes to editors",
                    "- a\n- b",
                    "- a\n\n  b",
                    "* c",
                ),
                *(
                    "> Ada Penhallow said:",
                    "> quoted\n>\n> more",
                    "> - listed",
                    "1. one",
                ),
                *("Ada Penhallow said:", "[link](/x)", "[ref][y]", "[y]: /z 'Title'"),
                *("| a | b |\n|---|---|\n| c | d |", "```\ncode\n```", "**bold** _it_"),
                *(
                    "![picture](/p.png)Minister",
                    "Line  \nbroken",
                    "Head\n----",
                    "    code",
                ),
                *(
                    "<b>raw</b>",
                    "Background",
                    "Press office: 020 7946 0018",
                    "&amp; so",
                ),
            ]
        ),
    ),
    max_size=10,
).map("\n\n".join)


@settings(derandomize=True, max_examples=120, deadline=None)
@given(MARKDOWN)
def test_no_word_of_markdown_is_lost(source):
    try:
        reading = read_release(source, name="lock.md")
    except Unreadable:
        return
    # Letter by letter, because a picture is parted from the word it runs into.
    letters = Counter(filter(str.isalnum, plain_text((), source)))

    assert not letters - Counter(filter(str.isalnum, everything(reading)))

"""What stands above the news, and below it, as offices of several countries set it."""

from datetime import date

import pytest

from briefings.text.reading import read_release

NEWS = (
    "The Lock Trust today opened the lock at Saltmouth, which forty boats passed.\n\n"
    "It was begun in 1911.\n"
)
PAGE = "<html><head><title>Trust</title></head><body>{}<p>{}</body></html>"


@pytest.mark.parametrize("label", ["", "**NEWS RELEASE**\n\n"])
def test_a_first_line_in_bold_is_the_headline(label):
    source = f"{label}**New lock opens at Saltmouth**\n\n7 November 2024\n\n{NEWS}"

    reading = read_release(source, name="lock.md")

    assert reading.headline == "New lock opens at Saltmouth"
    assert reading.body.startswith("The Lock Trust today")


def test_a_line_in_bold_over_a_heading_is_none():
    source = f"**The Lock Trust says**\n\n# New lock opens at Saltmouth\n\n{NEWS}"

    assert (
        read_release(source, name="lock.md").headline == "New lock opens at Saltmouth"
    )


@pytest.mark.parametrize(
    "top",
    [
        "<b>New lock opens at Saltmouth</b><br>7 November 1997",
        "<center><b>New lock opens at Saltmouth</b></center><p><i>7 November 1997</i>",
    ],
)
def test_a_page_without_styles_has_its_headline_in_bold(top):
    source = PAGE.format(top, NEWS.replace("\n\n", "<p>"))

    reading = read_release(source)

    assert reading.headline == "New lock opens at Saltmouth"
    assert reading.issued_on == date(1997, 11, 7)


@pytest.mark.parametrize("between", ["", "7 November 2024\n\n"])
def test_a_body_that_is_told_of_below_is_no_headline(between):
    source = f"NEWS RELEASE\n\nLock Trust\n\n{between}New lock opens soon\n\n{NEWS}"

    reading = read_release(source)

    assert reading.headline == "New lock opens soon"
    assert reading.labels == ("NEWS RELEASE", "Lock Trust")


def test_a_number_with_its_sign_is_no_headline():
    source = f"Paris, le 7 novembre 2024\n\nN° 318\n\nUne nouvelle écluse\n\n{NEWS}"

    reading = read_release(source)

    assert (reading.headline, reading.labels) == ("Une nouvelle écluse", ("N° 318",))


def test_a_post_below_its_name_is_no_heading():
    source = (
        f"New lock opens at Saltmouth\n\n{NEWS}\n“It holds, and it will.”\n\n"
        "The Honourable Oda Lin\nMinister of Locks\n\n"
        "The next lock will be begun in spring, at Harrow, by the same builders.\n"
    )

    reading = read_release(source)

    assert "#" not in reading.body
    assert [(q.speaker, q.role) for q in reading.quotes] == [
        ("Oda Lin", "Minister of Locks")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Oda Lin, press officer, 020 7946 0018\nFor interviews: Bo Ley - 020 7946 0019",
        "Press: Oda Lin 020 7946 0018\nMedia Relations: Bo Ley +44 20 7946 0019",
    ],
)
def test_each_contact_has_a_name_and_a_number_of_their_own(lines):
    source = f"New lock opens at Saltmouth\n\n{NEWS}\nENDS\n\nContacts\n\n{lines}\n"

    first, second = read_release(source).contacts

    assert (first.name, first.telephone) == ("Oda Lin", "020 7946 0018")
    assert second.name == "Bo Ley"
    assert second.telephone.endswith("20 7946 0019")


@pytest.mark.parametrize("label", ["", "MEDIA RELEASE\n\n"])
@pytest.mark.parametrize("name", ["Hon Oda Lin", "The Hon Oda Lin MP"])
def test_a_minister_and_the_post_stand_over_the_headline(label, name):
    top = f"{label}{name}\nMinister of Locks\n\n7 November 2024\n\n"

    reading = read_release(f"{top}New lock opens at Saltmouth\n\n{NEWS}")

    assert reading.headline == "New lock opens at Saltmouth"
    assert (reading.standfirst, reading.issued_on) == ("", date(2024, 11, 7))


def test_a_name_over_a_post_is_the_headline_of_nothing_but_itself():
    reading = read_release(f"Oda Lin\nMinister of Locks\n\n{NEWS}")

    assert reading.headline == "Oda Lin"


def test_from_whom_it_comes_may_stand_below_the_headline():
    top = "New lock opens at Saltmouth\n\nFrom Department of Locks\n\n"

    reading = read_release(f"{top}{NEWS}")

    assert (reading.standfirst, reading.body) == ("", NEWS.strip())
    assert "From Department of Locks" in reading.labels


@pytest.mark.parametrize(
    "line", ["News: 07 Nov 2024", "News release | 7 November 2024", "15:20 07/11/2024"]
)
def test_a_day_beside_a_kind_or_an_hour_is_that_of_issue(line):
    reading = read_release(f"New lock opens at Saltmouth\n\n{line}\n\n{NEWS}")

    assert reading.issued_on == date(2024, 11, 7)
    assert reading.body.startswith("The Lock Trust today")


def test_the_service_that_sends_it_is_part_of_the_dateline():
    top = "New lock opens\n\nSALTMOUTH, Calif.--(NEWSLINE)--April 14, 1997--"

    reading = read_release(f"{top}Grey Ferries\nof Harrow will use it.\n\n{NEWS}")

    assert reading.dateline == "SALTMOUTH, Calif.--(NEWSLINE)--April 14, 1997"
    assert reading.issued_on == date(1997, 4, 14)
    assert reading.body.startswith("Grey Ferries")


@pytest.mark.parametrize(
    "top",
    [
        "New lock opens\n\nThe lock opened with a **big** feast.",
        "**FOR IMMEDIATE RELEASE**\n\nNew lock opens\n\nThe lock opened.",
        "**Oda Lin MP**\n\nMinister for Roads\n\n# New lock opens\n\nIt opened.",
    ],
)
def test_the_headline_of_markdown_may_be_plain_or_below_a_name(top):
    reading = read_release(f"{top}\n\nBoats came.\n\n***ENDS***\n\n## Notes\n\nNone.")

    assert reading.headline == "New lock opens"


@pytest.mark.parametrize(
    ("top", "label"),
    [
        ("Headline: The lock opens", "Headline:"),
        ("**Title:** The lock opens", "Title:"),
        ("# Press release title: The lock opens", "Press release title:"),
        ("Headline:\n\nThe lock opens", "Headline:"),
    ],
)
def test_what_a_form_calls_the_headline_is_no_part_of_it(top, label):
    reading = read_release(f"{top}\n\nThe lock opened on Monday.\n\nIt is wide.")

    assert reading.headline == "The lock opens"
    assert reading.labels == (label,)
    assert reading.body.startswith("The lock opened")


@pytest.mark.parametrize(
    "masthead",
    [
        "Minister for Ports\nThe Hon. Ada Lin MP",
        "The Hon. Ada Lin MP\nMinister for Ports",
    ],
)
def test_who_issues_it_stands_over_the_headline_in_either_order(masthead):
    reading = read_release(
        f"MEDIA RELEASE\n\n{masthead}\n\n12 March 2026\n\nTWO NEW LOCKS FOR HARROW\n\n"
        "The lock opened on Monday.\n\nIt is wide."
    )

    assert reading.headline == "TWO NEW LOCKS FOR HARROW"
    assert reading.standfirst == ""
    assert reading.labels == ("MEDIA RELEASE", *masthead.split("\n"))


def test_who_issues_it_may_stand_before_what_it_is():
    reading = read_release(
        "Harrow Council – Press release\n\nCouncil opens a lock at Saltmouth\n\n"
        "Harrow, 3 June 2026\n\nThe lock opened on Monday.\n\nIt is wide."
    )

    assert reading.headline == "Council opens a lock at Saltmouth"
    assert reading.organisation == "Harrow Council"
    assert reading.release_kind == "press_release"


def test_a_page_copied_whole_has_its_issuer_and_day_below_the_standfirst():
    reading = read_release(
        "New locks for the coast\n\n"
        "Four new locks that will let 600 boats pass are to be built.\n\n"
        "From: Department of Ports and Rt Hon Ada Lin MP\nPublished 2 February 2026\n\n"
        "- the first opens in 2027\n- 14 towns have signed up\n\n"
        "Ports Minister Ada Lin said:\n\nWe promised it, and this is what it is."
    )

    assert reading.headline == "New locks for the coast"
    assert reading.standfirst.startswith("Four new locks")
    assert reading.issued_on == date(2026, 2, 2)
    assert reading.organisation == "Department of Ports"
    assert reading.key_points == (
        "the first opens in 2027",
        "14 towns have signed up",
    )


def test_to_whom_it_is_sent_is_no_headline():
    reading = read_release(
        "PRESS STATEMENT\n\nTo: All media houses\n\nMINISTRY OPENS A LOCK\n\n"
        "The lock opened on Monday.\n\nIt is wide."
    )

    assert reading.headline == "MINISTRY OPENS A LOCK"


def test_whose_speech_it_is_tells_its_kind_and_the_day_it_was_given():
    reading = read_release(
        "# Minister's speech to the harbour masters\n\n"
        "Delivered on: 6 May 2026 (Transcript of the speech, as it was delivered)\n\n"
        "Good morning.\n\nIt is good to be here."
    )

    assert reading.release_kind == "speech"
    assert reading.issued_on == date(2026, 5, 6)

import pytest

from briefings.text.blocks import Block, Kind
from briefings.text.parts.contacts import is_contact_line, read_contacts
from briefings.text.parts.telephones import find_telephones
from briefings.text.reading import read_release


def contacts(text):
    lines = text.strip().split("\n")
    return read_contacts([Block(Kind.PARAGRAPH, line, (line,)) for line in lines])


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Tel: 020 7946 0018", ["020 7946 0018"]),
        ("+44 (0)20 7946 0018 (24 hours)", ["+44 (0)20 7946 0018"]),
        ("020-7946 0018 / 07700 900142", ["020-7946 0018", "07700 900142"]),
        ("(613) 555-0142 ext. 12", ["(613) 555-0142 ext. 12"]),
        ("613.555.0142 or 1-800-555-0199", ["613.555.0142", "1-800-555-0199"]),
        ("01 23 45 67 89", ["01 23 45 67 89"]),
        ("Tel.: +49 30 18 272-0", ["+49 30 18 272-0"]),
        ("030/18 272-3281", ["030/18 272-3281"]),
        ("TEL. 73 2564", ["73 2564"]),
        ("02079460018", ["02079460018"]),
        ("800-HARBOUR (800-427-2687)", ["800-427-2687"]),
    ],
)
def test_telephone_numbers_are_read_in_the_forms_of_many_countries(line, numbers):
    assert [telephone.words for telephone in find_telephones(line)] == numbers


@pytest.mark.parametrize(
    "line",
    [
        "between 2010-2015 and 2020",
        "£1,200,000 000",
        "12 000 000 people",
        "06/12/2012 12:00",
        "ISBN 978 0 11 703 1234",
        "123456789012345678901",
        "at 120 000 boats",
    ],
)
def test_other_numbers_call_nobody(line):
    assert find_telephones(line) == []


def test_one_line_may_hold_several_desks():
    found = contacts(
        "Press enquiries: 020 7946 0018 Out of hours: 020 7946 0019 "
        "Public enquiries: 0300 330 3000"
    )

    assert [(c.name, c.telephone) for c in found] == [
        ("Press enquiries", "020 7946 0018"),
        ("Out of hours", "020 7946 0019"),
        ("Public enquiries", "0300 330 3000"),
    ]


def test_the_lines_about_one_person_are_one_contact():
    first, second = contacts(
        "Press contacts\nBram Tolliver\nHead of News, Harbour Trust\n"
        "020 7946 0018, mobile 07700 900142\nBram@harbour.example\n"
        "Oda Lin\nPress Secretary\n613-555-0142 ext. 12\n"
        "12 Quay Street, Aldmere, AL1 2QS\nwww.harbour.example/press"
    )

    assert (first.name, first.telephone, first.email) == (
        "Bram Tolliver",
        "020 7946 0018, 07700 900142",
        "bram@harbour.example",
    )
    assert (second.name, second.telephone) == ("Oda Lin", "613-555-0142 ext. 12")
    assert second.address == (
        "12 Quay Street, Aldmere, AL1 2QS, www.harbour.example/press"
    )
    assert first.words.startswith("Press contacts\nBram Tolliver\n")
    assert (first.rule, first.score) == ("contact-person", 0.95)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Press contact: Bram Tolliver, 020 7946 0018", "Bram Tolliver"),
        (
            "For interviews please contact Ilse Marrack on 020 7946 0018.",
            "Ilse Marrack",
        ),
        ("Professor Huw Parry (09) 443 4799 ext 94", "Professor Huw Parry"),
        ("Contact: Di Billing 020 7946 0018", "Di Billing"),
        ("Pressekontakt: Bram Tolliver, 030/18 272-3281", "Bram Tolliver"),
        ("Contact presse : Bram Tolliver, 01 23 45 67 89", "Bram Tolliver"),
        ("Released by Ilse Marrack, 020 7946 0018", "Ilse Marrack"),
        ("Media Relations: media@harbour.example", "Media Relations"),
        ("For more about the lock, call 0300 330 3000.", ""),
        ("020 7946 0018", ""),
    ],
)
def test_a_contact_is_named_after_its_person_or_desk(line, name):
    (contact,) = contacts(line)

    assert contact.name == name


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Press office: 020 7946 0018", True),
        ("bram@harbour.example", True),
        ("Bram Tolliver, 020 7946 0018", True),
        ("Ymholiadau'r wasg: 01632 960 001", True),
        ("Call 0300 330 3000 to book.", False),
        ("The line 020 7946 0018 was busy all day, and nobody knew why.", False),
        ("Contact with the mainland was lost", False),
    ],
)
def test_a_contact_line_says_where_somebody_is_reached(line, is_one):
    assert is_contact_line(line) is is_one


def test_no_word_of_a_contact_is_lost():
    text = "Contact\nBram Tolliver\n020 7946 0018 (day)\nOda Lin – 613-555-0142\nRoom 4"

    assert "\n".join(contact.words for contact in contacts(text)) == text


@pytest.mark.parametrize(
    "line",
    [
        "Oda Lin on 020 7946 0001 or Bram Tolliver on 07700 900123",
        "Contact: Oda Lin, 020 7946 0001; Bram Tolliver, 07700 900123",
        "Please contact Oda Lin (020 7946 0001) and Bram Tolliver (07700 900123)",
        "Oda Lin 020 7946 0001 / Bram Tolliver 07700 900123",
    ],
)
def test_two_people_on_a_line_have_each_their_own_number(line):
    assert [(c.name, c.telephone) for c in contacts(line)] == [
        ("Oda Lin", "020 7946 0001"),
        ("Bram Tolliver", "07700 900123"),
    ]


def test_where_to_write_belongs_to_the_contact_before_it():
    first, second = contacts(
        "Oda Lin: 020 7946 0001\nHarbour House\n1 Quay Street\nSaltmouth\nSA1 2QS\n"
        "Bram Tolliver, Lock House, 9 Tide Road, Aldmere AL1 2QS, 07700 900123"
    )

    assert (first.name, first.telephone) == ("Oda Lin", "020 7946 0001")
    assert first.address == "Harbour House, 1 Quay Street, Saltmouth, SA1 2QS"
    assert (second.name, second.telephone) == ("Bram Tolliver", "07700 900123")
    assert second.address == "Lock House, 9 Tide Road, Aldmere AL1 2QS"


def test_a_postcode_is_no_part_of_a_name():
    (contact,) = contacts("Press office: 020 7946 0001\nAldmere North AL1A 2QS")

    assert (contact.name, contact.address) == ("Press office", "Aldmere North AL1A 2QS")


@pytest.mark.parametrize(
    "address",
    ["Harbour House\n1 Quay Street\nSaltmouth SA1 2QS", "Lock House, Aldmere AL1 2QS"],
)
def test_where_to_write_is_not_lost_to_the_notes(address):
    reading = read_release(
        "New lock opens\n\nThe lock opened to all boats of the town today.\n\nENDS\n\n"
        f"Oda Lin: 020 7946 0001\n\n{address}\n\nThe lock is 62 metres long."
    )

    (contact,) = reading.contacts
    assert contact.address == address.replace("\n", ", ")
    assert reading.notes_to_editors == "The lock is 62 metres long."


def test_a_place_before_the_name_is_no_name_and_an_office_is_one():
    found = contacts(
        "In Harrow: Ada Lin, 020 7946 0018\n"
        "Contact: Office of the Mayor, 020 7946 0019, press@harrow.example"
    )

    assert [each.name for each in found] == ["Ada Lin", "Office of the Mayor"]


def test_a_post_on_a_line_of_its_own_is_of_the_person_above():
    (found,) = contacts(
        "Contacts for media\nAda Lin\nSpokesperson\nPhone +32 2 000 00 00\n"
        "Mail ada.lin@harrow.example"
    )

    assert (found.name, found.telephone) == ("Ada Lin", "+32 2 000 00 00")
    assert found.email == "ada.lin@harrow.example"

from briefings.text.finds import ReadPerson
from briefings.text.speech.people import find_people
from briefings.text.speech.speakers import Speaker
from briefings.text.speech.titles_of_posts import titles_of
from briefings.text.speech.who import People

ADA = ReadPerson("Ada Penhallow", "Minister for Rivers and Locks", None, "test")
HUW = ReadPerson("Huw Parry", "Prime Minister", None, "test")
PEOPLE = People([ADA, HUW], {"penhallow": "f", "parry": "m"})


def test_a_post_goes_by_several_titles():
    assert set(titles_of("Minister for Rivers, Deputy Premier")) == {
        "minister for rivers, deputy premier",
        "minister for rivers",
        "deputy premier",
        "minister",
        "rivers minister",
    }


def test_where_the_noun_stands_first_it_is_enough():
    assert "gweinidog" in titles_of("Gweinidog Addysg")
    assert "ministre" in titles_of("ministre déléguée aux Ports")
    assert "chief" not in titles_of("Chief Officer")


def test_a_shortened_post_means_its_holder_and_no_other():
    meant = PEOPLE.meant(Speaker(role="Minister"), [], [])

    assert (meant.name, meant.role) == (ADA.name, ADA.role)


def test_of_two_holders_the_one_named_last_is_meant():
    other = ReadPerson("Oda Lin", "Minister for Ports", None, "test")
    people = People([ADA, other])

    meant = people.meant(
        Speaker(role="Minister"), ["Ms Penhallow met Ms Lin.", "Ms Penhallow left."], []
    )

    assert meant.name == "Ada Penhallow"
    assert people.meant(Speaker(role="Minister"), [], []).name is None


def test_she_is_nobody_who_was_called_mister():
    words = ["Ms Penhallow opened the lock.", "Mr Parry thanked her."]

    assert PEOPLE.meant(Speaker(pronoun="she"), words, []).name == "Ada Penhallow"
    assert PEOPLE.meant(Speaker(pronoun="he"), words, []).name == "Huw Parry"


def test_she_may_be_named_by_her_post():
    words = ["Mr Parry listened.", "The Minister for Rivers and Locks spoke."]

    assert PEOPLE.meant(Speaker(pronoun="she"), words, []).name == "Ada Penhallow"


def test_a_surname_is_completed_from_a_name_without_a_post():
    people = find_people(["Oda Lin rowed across the river.", "“Yes,” said Ms Lin."])

    assert people.completed(Speaker(name="Lin")).name == "Oda Lin"


def test_a_field_and_a_name_are_parted_where_the_text_says_so():
    people = find_people(
        [
            "The plan of Minister for Rivers and Locks Ada Penhallow is out.",
            "Ms Penhallow is proud.",
        ]
    )

    (person,) = [p for p in people.introduced if p.name == "Ada Penhallow"]
    assert person.role == "Minister for Rivers and Locks"
    assert (person.rule, person.score) == ("field-then-name", 0.6)


def test_a_rank_gives_way_to_the_post():
    people = find_people(
        ["Rear Admiral Oda Lin, Minister for Ports, met Rear Admiral Oda Lin."]
    )

    assert people.completed(Speaker(name="Lin")).role == "Minister for Ports"

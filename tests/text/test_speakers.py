import pytest

from briefings.text.reading import read_release
from briefings.text.speech.speakers import read_speaker

SAID = "We have waited for this bridge for many years"


def speakers_of(*lines: str) -> list[tuple[str | None, str | None]]:
    reading = read_release("\n".join(["A bridge for Valmere", *lines]))
    return [(quote.speaker, quote.role) for quote in reading.quotes]


@pytest.mark.parametrize(
    ("subject", "name", "role"),
    [
        ("Speaking about the bridge Minister Penrose", "Penrose", "Minister"),
        ("Hailing it Cllr Ada Penrose, leader of Quay", "Ada Penrose", "leader"),
        ("Welcoming the news Ada Penrose, leader of Quay", "Ada Penrose", "leader"),
        ("Sentencing Oda Lin, Judge Ada Penrose", "Ada Penrose", None),
        ("Accompanied by Oda Lin, Mayor Huw Parry", "Huw Parry", "Mayor"),
        ("Speaking at Harrow Hall, Mayor Huw Parry", "Huw Parry", "Mayor"),
        ("the Guild’s lead planner, Constable Ada Penrose", "Ada Penrose", None),
        ("Superintendent Huw Parry from the Roads Unit", "Huw Parry", "Superintendent"),
        ("river geneticist Ada Penrose", "Ada Penrose", "river geneticist"),
        ("Special Agent in Charge Ada Penrose", "Ada Penrose", "Special Agent"),
        ("lead hydrologist Ada Penrose", "Ada Penrose", "lead hydrologist"),
        ("Geneticist Ada Penrose", "Ada Penrose", "Geneticist"),
        ("Harrow’s Ada Penrose", "Ada Penrose", None),
        ("Associate-Professor Ada Penrose", "Ada Penrose", "Associate-Professor"),
        ("A/Prof Penrose", "Penrose", None),
        ("DI Ada Penrose", "Ada Penrose", "DI"),
        ("Lt Col Ada Penrose", "Ada Penrose", None),
        ("Mr. Huw Parry, M.P.", "Huw Parry", None),
        ("Chief Ada Penrose-Roy, Grey Lake First Nation", "Ada Penrose-Roy", "Chief"),
        ("Verkehrssenatorin Ada Penrose", "Ada Penrose", "Verkehrssenatorin"),
        ("Ada Penrose, whose son was born there", "Ada Penrose", None),
        ("MAYOR ADA PENROSE", "Ada Penrose", "Mayor"),
        ("ADA PENROSE, CHAIR OF THE BRIDGE TRUST", "Ada Penrose", "Chair"),
        ("Deputy Mayor ODA LIN MP", "Oda Lin", "Deputy Mayor"),
        ("Minister for Roads Senator Ada Penrose", "Ada Penrose", "Minister for Roads"),
        ("Assemblymember Theo J. Parry", "Theo J. Parry", "Assemblymember"),
        ("Investigating officer PC 1432 Huw Parry", "Huw Parry", "Investigating"),
        ("mum-of-three Oda Lin, 36, from Harrow", "Oda Lin", "mum-of-three"),
        (
            "the Honourable Ada Penrose, Minister of Families, Rivers and Bridges",
            "Ada Penrose",
            "Minister of Families, Rivers and Bridges",
        ),
    ],
)
def test_a_speaker_is_parted_from_the_post(subject, name, role):
    speaker = read_speaker(subject)

    assert speaker.name == name
    assert role is None or (speaker.role or "").startswith(role)


def test_what_is_told_about_somebody_is_no_organisation():
    for aside in ("whose son was born there", "a mother of two", "42", "now a pilot"):
        assert read_speaker(f"Ada Penrose, {aside}").organisation is None


def test_the_stops_of_a_degree_end_no_attribution():
    for degree in ("Ph.D.", "M.Sc.", "D.Phil."):
        line = f"“{SAID},” said Ada Penrose, {degree}, the Guild’s head of bridges."
        assert speakers_of(line) == [("Ada Penrose", "head of bridges")]


def test_a_name_above_its_post_keeps_its_hyphen():
    lines = (f"“{SAID}.”", "Ada Penrose-Parry", "Chief Executive, Harrow Trust")

    assert speakers_of(*lines) == [("Ada Penrose-Parry", "Chief Executive")]


def test_the_welsh_verb_before_a_name_is_no_part_of_it():
    lines = ("Dywedodd Huw Parry, Arweinydd Cyngor Harrow", "Rydym yn falch o hyn.")

    assert speakers_of(*lines) == [("Huw Parry", "Arweinydd Cyngor Harrow")]


def test_nobody_is_called_by_the_word_that_begins_a_sentence():
    assert read_speaker("Tomorrow Penrose").name is None


def test_a_name_behind_the_post_after_the_verb_is_read():
    line = f"“{SAID},” says Rural Valmere’s spokesperson for roads, Mayor Ada Penrose."

    assert speakers_of(line) == [("Ada Penrose", "spokesperson for roads, Mayor")]


def test_any_verb_hands_over_where_name_and_post_stand_before_a_colon():
    line = f"The Mayor of Harrow, Ada Penrose, appealed to drivers: “{SAID}.”"

    assert speakers_of(line) == [("Ada Penrose", "Mayor of Harrow")]


def test_a_surname_is_completed_of_one_who_has_no_post():
    lines = ("Dr Ada Penrose leads the work.", f"“{SAID},” says Dr Penrose.")

    assert speakers_of(*lines) == [("Ada Penrose", None)]


@pytest.mark.parametrize(
    ("full", "short", "name"),
    [
        ("Mr Lin Oda Bo has joined.", "Mr Lin", "Lin Oda Bo"),
        ("Dr Te Ara Penrose has joined.", "Dr Penrose", "Te Ara Penrose"),
        ("Dr Ada van der Lin has joined.", "Dr van der Lin", "Ada van der Lin"),
        ("Prof H. Penrose has joined.", "Prof Penrose", "H. Penrose"),
        ("Huw Parry (Harrow East) said so.", "Mr Parry", "Huw Parry"),
        ("The team is led by Huw Parry, a lecturer.", "Huw", "Huw Parry"),
    ],
)
def test_a_short_name_takes_the_form_of_the_first_mention(full, short, name):
    assert speakers_of(full, f"“{SAID},” said {short}.")[0][0] == name


def test_a_name_is_completed_from_the_contacts():
    lines = (
        f"“{SAID},” said Professor Parry.",
        "It opens in May.",
        "Contact: Professor Huw Parry, School of Rivers, 021 555 555",
    )

    assert speakers_of(*lines) == [("Huw Parry", None)]


def test_she_is_whoever_spoke_in_the_sentence_above():
    lines = ("Ada Penrose (Harrow East) said it was late.", f"“{SAID},” she said.")

    assert speakers_of(*lines) == [("Ada Penrose", None)]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Senator A. Penrose, Minister for Rivers, opened it.", "Minister for Rivers"),
        ("The Minister for Rivers, Mr. A. J. Penrose, spoke.", "Minister for Rivers"),
        (
            "The Minister for Rivers, the Hon. Ada Penrose, spoke.",
            "Minister for Rivers",
        ),
        ("The head of the School, Associate Professor A. Penrose, spoke.", "head"),
        ("Ada Penrose, assistant director for bridges, spoke.", "assistant director"),
        ("Professor of Bridges Ada Penrose said so.", "Professor of Bridges"),
        ("Sen. Ada Penrose (D-Harrow) said so.", "Sen."),
        ("Dean (Research) Professor Ada Penrose said so.", "Dean"),
        ("Minister of Roads (Rural Roads) Ada Penrose spoke.", "Minister of Roads"),
    ],
)
def test_a_post_is_found_wherever_the_speaker_is_introduced(line, role):
    (found,) = speakers_of(line, f"“{SAID},” Penrose said.")

    assert (found[1] or "").startswith(role)


def test_a_name_and_the_post_on_the_line_below_belong_together():
    lines = (
        "It is open.",
        "Hon Ada Penrose",
        "Minister of Roads",
        f"“{SAID},” Ms Penrose said.",
    )

    assert speakers_of(*lines) == [("Ada Penrose", "Minister of Roads")]


def test_a_rank_gives_way_to_a_post():
    lines = (
        "Rear Admiral (NS) Lin Oda Bo, Minister for the Arts, spoke.",
        f"“{SAID},” RAdm Lin said.",
    )

    assert speakers_of(*lines) == [("Lin Oda Bo", "Minister for the Arts")]


def test_the_minister_is_the_associate_minister_where_there_is_no_other():
    lines = (
        "Associate Minister of Roads Ada Penrose said it was open.",
        f"“{SAID},” the Minister said.",
    )

    assert speakers_of(*lines)[0][0] == "Ada Penrose"


def test_the_opposition_leader_is_the_leader_of_the_opposition():
    lines = (
        "The Leader of the Opposition, Mr Huw Parry, spoke.",
        f"“{SAID},” the Opposition Leader said.",
    )

    assert speakers_of(*lines)[0][0] == "Huw Parry"


def test_a_space_that_slipped_behind_the_mark_opens_a_quotation():
    lines = (f'Ada Penrose, Mayor of Harrow, added:" {SAID}." The work goes on.',)

    assert speakers_of(*lines) == [("Ada Penrose", "Mayor of Harrow")]


def test_single_marks_left_open_after_a_colon_go_on_below():
    lines = (
        f"Mayor Ada Penrose said: ‘{SAID}.",
        "‘I would like to hear from anyone who has seen it.’",
    )
    reading = read_release("\n".join(["A bridge for Valmere", *lines]))

    assert len(reading.quotes[0].paragraphs) == 2


def test_initials_alone_and_words_in_brackets_are_nobody():
    lines = (
        "The U.S. Attorney was named.",
        "She is the Dean (Rivers Quality and Bridges) at Valmere.",
        "Huw Parry, its new Director, spoke.",
    )
    reading = read_release("\n".join(["A bridge for Valmere", *lines]))

    assert [(p.name, p.role) for p in reading.people] == [("Huw Parry", "Director")]


def test_the_day_behind_a_signature_is_no_part_of_the_post():
    lines = (f"“{SAID}.”", "Ada Penrose, Commissioner for Bridges - 12/03/2024")

    assert speakers_of(*lines) == [("Ada Penrose", "Commissioner for Bridges")]


def test_an_organisation_in_capitals_is_nobodys_name():
    assert read_speaker("NHS VALMERE").name is None
    assert read_speaker("a spokesman for THE BRIDGE TRUST").name is None

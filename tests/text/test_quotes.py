from briefings.text.blocks import Kind
from briefings.text.formats.plain_source import blocks_of_plain_text
from briefings.text.speech.bare_speech import signs
from briefings.text.speech.people import find_people
from briefings.text.speech.quotes import find_quotes

OPENING = "Harbour Minister Ada Penhallow opened the new lock at Saltmouth today."


def read(*lines):
    blocks = blocks_of_plain_text("\n".join(lines))
    return find_quotes(
        blocks, find_people(words for b in blocks for words in b.paragraphs)
    )


def words_of(speech):
    return [piece.words for piece in speech.pieces]


def test_a_bare_speech_ends_where_the_office_tells_on():
    (speech,) = read(
        OPENING,
        "Ada Penhallow said",
        "We promised this town a lock that works in every tide.",
        "I am proud that we kept our word.",
        "The scheme was awarded to Valmere Ports in 2023. Further information is "
        "available from the harbour office.",
    )

    assert words_of(speech) == [
        "We promised this town a lock that works in every tide.",
        "I am proud that we kept our word.",
    ]
    assert speech.speaker.name == "Ada Penhallow"
    assert speech.speaker.role == "Harbour Minister"
    assert speech.rule == "bare-paragraphs"


def test_a_paragraph_with_no_sign_of_either_makes_the_end_uncertain():
    (speech,) = read(
        OPENING,
        "Ada Penhallow said",
        "We promised this town a lock that works in every tide.",
        "Ships of every size pass through it.",
        "Fishing boats do as well.",
    )

    assert speech.boundary_uncertain


def test_a_new_attribution_ends_a_bare_speech():
    first, second = read(
        OPENING,
        "Ada Penhallow said",
        "We promised this town a lock that works in every tide.",
        "Tomas Verrin, Chief Engineer at Valmere Ports, added",
        "Our people built it in two winters.",
    )

    assert words_of(first) == ["We promised this town a lock that works in every tide."]
    assert second.speaker.organisation == "Valmere Ports"


def test_rules_laid_down_by_the_office_end_a_bare_speech():
    (speech,) = read(
        OPENING,
        "Ada Penhallow said",
        "We promised this town a lock that works in every tide.",
        "Ports must report on their locks every quarter, and will have to show what "
        "was spent. Money that is left over will be shared again.",
        "The ministry will also publish a map.",
    )

    assert len(speech.pieces) == 1


def test_the_us_in_capitals_is_nobody_speaking():
    assert signs("It is the longest lock in the US.") <= 0 < signs("It helps us.")


def test_a_bare_speech_in_welsh_ends_where_the_office_tells_on():
    first, second = read(
        OPENING,
        "Dywedodd Ada Penhallow, y Gweinidog Porthladdoedd",
        "Rwy'n falch o agor y porthladd hwn i bawb heddiw.",
        "Byddwn yn cadw'r bont ar agor drwy'r gaeaf i gyd.",
        "Ychwanegodd",
        "Diolch i bawb am eu hamynedd.",
        "Bydd y Gweinidog yn ymweld â'r porthladd yfory.",
    )

    assert (len(first.pieces), len(second.pieces)) == (2, 1)
    assert second.speaker.name == "Ada Penhallow"


def test_a_list_or_a_heading_is_no_part_of_a_bare_speech():
    (speech,) = read(
        OPENING,
        "Ada Penhallow said",
        "We have three rules for skippers, and they save lives.",
        "- Wear your life jacket.",
        "- Keep your radio on.",
    )

    assert len(speech.pieces) == 1


def test_marks_opened_in_every_paragraph_make_one_quote():
    (speech,) = read(
        OPENING,
        "Ada Penhallow said:",
        "“The lock is open.",
        "“It will stay open.”",
        "The minister then left for the town hall.",
    )

    assert words_of(speech) == ["The lock is open.", "It will stay open."]
    assert speech.rule == "marked-paragraphs"
    assert not speech.boundary_uncertain


def test_marks_that_are_never_closed_are_doubtful():
    (speech,) = read(OPENING, "Ada Penhallow said:", "“The lock is open to all.")

    assert speech.boundary_uncertain


def test_a_quote_split_by_its_attribution_is_one():
    (speech,) = read(
        "“The lock is open,” said Harbour Minister Ada Penhallow, “and it will stay "
        "open in every tide.”"
    )

    assert words_of(speech) == [
        "The lock is open,",
        "and it will stay open in every tide.",
    ]
    assert speech.speaker.role == "Harbour Minister"
    assert not speech.stands_alone


def test_words_may_begin_in_the_line_of_their_attribution():
    (speech,) = read(
        OPENING + ' She said: "Every ship in Valmere may use it from tonight."'
    )

    assert words_of(speech) == ["Every ship in Valmere may use it from tonight."]


def test_scare_quotes_and_names_of_schemes_are_no_quotes():
    assert (
        read(
            OPENING,
            "The ‘Tides for All’ plan ends what she called “a bad bargain” for towns.",
        )
        == []
    )


def test_what_somebody_will_say_is_no_quote():
    assert read(OPENING, "She will say that all ports share the duty of care.") == []


def test_a_surname_is_completed_from_the_introduction():
    (speech,) = read(
        OPENING, "Ms Penhallow said:", "We will keep this lock open in every tide."
    )

    assert speech.speaker.name == "Ada Penhallow"


def test_a_pronoun_is_whoever_was_named_last():
    speeches = read(
        OPENING,
        "Tomas Verrin, Chief Engineer at Valmere Ports, showed guests the gates.",
        "He said:",
        "We built this lock in two winters.",
    )

    assert [speech.speaker.name for speech in speeches] == ["Tomas Verrin"]


def test_a_pronoun_may_mean_somebody_of_the_same_paragraph():
    first, second = read(
        "“The lock is open to everybody,” said Harbour Minister Ada Penhallow.",
        "Guild Master Tomas Verrin thanked her. “It took two hard winters,” he said.",
    )

    assert first.speaker.name == "Ada Penhallow"
    assert second.speaker.name == "Tomas Verrin"


def test_a_bullet_is_never_an_attribution():
    blocks = blocks_of_plain_text("- Ada Penhallow said:\nWe will see to it.")

    assert blocks[0].kind is Kind.LIST
    assert find_quotes(blocks, find_people([])) == []

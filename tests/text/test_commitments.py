from datetime import date

import pytest

from briefings.text.blocks import Kind, Paragraph
from briefings.text.claims.commitments import find_commitments
from briefings.text.claims.figures import find_figures
from briefings.text.finds import ReadQuote


def make_quote(start, end, speaker="Ilse Marrack", organisation=None):
    return ReadQuote(
        attribution=f"{speaker} said:",
        speaker=speaker,
        role=None,
        organisation=organisation,
        paragraphs=(),
        start=start,
        end=end,
        boundary_uncertain=False,
        rule="block-quotation",
    )


def read(*texts, quotes=(), **issue):
    paragraphs, start = [], 0
    for words in texts:
        paragraphs.append(Paragraph(Kind.PARAGRAPH, words, start))
        start += len(words) + 2
    return find_commitments(paragraphs, find_figures(paragraphs), quotes, **issue)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The ministry will build three locks on the Orle.", "action"),
        ("The ministry today approved £12m for a new lock.", "funding"),
        ("New agreements to be signed with the river states.", "agreement"),
        ("The bidder will be named in May and the contract begins in June.", "action"),
        ("The pilots have agreed to work at night.", "agreement"),
        ("New rules come into force in May.", "legislation"),
        ("This will be done once the Harbours Bill receives Royal Assent.", "action"),
        ("The ministry will provide cash for new piers.", "funding"),
        ("We will cut tolls by 10 per cent.", "target"),
        ("We will not close the old lock.", "action"),
        ("The tolls have been approved by the board of the harbour.", "action"),
        ("I am pleased to announce three more piers.", "action"),
        ("The Harbours Bill will give pilots a right to rest.", "legislation"),
        ("We are on course to repair 40 locks by 2027.", "target"),
        ("A consultation on tolls was published today.", "action"),
        ("The lock is scheduled to open in May 2026.", "action"),
        (
            "She will announce a new fund for pilots by selling the old yacht.",
            "action",
        ),
    ],
)
def test_what_binds_the_office_is_proposed(words, kind):
    (promise,) = read(words)

    assert promise.kind == kind
    assert words[promise.start : promise.end] == promise.words


@pytest.mark.parametrize(
    "words",
    [
        "The minister will say that rivers know no borders.",
        "She will meet pilots and chair a round table in Saltmouth.",
        "The minister will visit the lock this evening.",
        "Skippers should check their lights before they leave.",
        "Passengers will save an hour on every crossing.",
        "Further information will be published at www.harbours.example.",
        "The lock was built in two winters by local firms.",
        "Could the river carry more boats?",
        "The lock is expected to create 40 jobs.",
        "The prize reflects our commitment to the river.",
        "This delay is often due to the fog.",
        "They are a group committed to the freedom of rivers.",
        "Their aim is to reduce the silt.",
        "A new report on the fish was published.",
    ],
)
def test_diary_benefits_calls_and_the_past_bind_nobody(words):
    assert read(words) == ()


def test_a_sum_and_a_deadline_belong_to_the_promise():
    (promise,) = read("We will invest €4 million in pilots by spring 2027.")

    assert promise.amount == 4_000_000
    assert promise.currency == "EUR"
    assert promise.deadline == "by spring 2027"
    assert promise.specific


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("The firm has raised £2m and aims to build 40 boats by 2028.", None),
        ("The firm pays 5p per share; it will build boats for £7m.", 7_000_000),
        ("The £5m fund opens today and will be spent on boats.", 5_000_000),
        ("Thanks to £5m from the ministry, we will build 40 boats.", 5_000_000),
    ],
)
def test_the_sum_of_another_verb_is_not_promised(words, amount):
    (promise,) = read(words)

    assert promise.amount == amount


def test_a_resolve_without_a_number_is_not_specific():
    (promise,) = read("We are determined to make the river safe.")

    assert not promise.specific


def test_a_promise_knows_whether_somebody_is_quoted_with_it():
    words = "We will build a new lock at Saltmouth."

    assert read(words, quotes=[make_quote(0, len(words))])[0].in_quote
    assert not read(words, quotes=[make_quote(90, 120)])[0].in_quote


def test_a_deadline_is_counted_from_the_day_of_issue():
    words = "The panel will report within six months."

    (dated,) = read(words, issued_on=date(2026, 5, 14))
    (undated,) = read(words)

    assert (dated.deadline, dated.due_by) == ("within six months", date(2026, 11, 14))
    assert dated.deadline_basis == "estimated"
    assert (undated.deadline, undated.due_by) == ("within six months", None)


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("The Department for Rivers will repair it.", "The Department for Rivers"),
        ("In May, Valmere Ports will build a second pier.", "Valmere Ports"),
        ("Rivers Secretary Oda Lin will publish it.", "Rivers Secretary Oda Lin"),
        ("The minister has agreed to fund the pier.", "The minister"),
        ("So the ministry is also planning to widen it.", "the ministry"),
        ("The new lock will be built by next spring.", "Valmere Rivers Board"),
        ("We will build three locks on the Orle.", "Valmere Rivers Board"),
        ("The Harbours Bill will give pilots a right.", "Valmere Rivers Board"),
        ("The first school will be built by 2027.", "Valmere Rivers Board"),
        ("At a meeting on 4 March, councillors agreed to fund it.", "councillors"),
        ("In its first year the trust will build a pier.", "the trust"),
        ("A Labour government would publish it.", "A Labour government"),
        ("Labour would build 40 piers.", "Labour"),
        ("Ilse Marrack says the pilots will be told of it.", "Ilse Marrack"),
        ("Its spokesman said the ministry will build a pier.", "the ministry"),
    ],
)
def test_a_promise_knows_who_makes_it(words, whose):
    (promise,) = read(words, issuer="Valmere Rivers Board")

    assert promise.by_whom == whose


def test_we_in_a_quote_is_the_speakers_organisation_or_the_speaker():
    words = "We will build a new lock at Saltmouth."
    for_ports = make_quote(0, len(words), organisation="Valmere Ports")

    assert read(words, quotes=[for_ports])[0].by_whom == "Valmere Ports"
    assert read(words, quotes=[make_quote(0, len(words))])[0].by_whom == "Ilse Marrack"


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        (
            "New agreements with Orland, North Mere and Sarn to be signed.",
            ("Orland", "North Mere", "Sarn"),
        ),
        (
            "The ministry will sign a contract with the Brask Wagon Works in May.",
            ("Brask Wagon Works",),
        ),
        ("The ministry will sign a contract with the cheapest bidder.", ()),
        (
            "The ministry will work with Skerrow City Council to build it.",
            ("Skerrow City Council",),
        ),
        (
            "The ministry will give £5 million to the Saltmouth Harbour Trust.",
            ("Saltmouth Harbour Trust",),
        ),
        ("The ministry will give £5 million to Saltmouth.", ()),
    ],
)
def test_an_agreement_knows_with_whom(words, parties):
    (promise,) = read(words)

    assert promise.counterparties == parties


def test_a_promise_said_twice_is_one_with_two_wordings():
    point = "Ministry will pay £12.5 million towards the lock."
    body = "The ministry will provide £12.5 million towards a new lock by May 2027."

    (promise,) = read(point, body)

    assert promise.words == body.rstrip(".")
    assert [also.words for also in promise.also] == [point.rstrip(".")]
    assert promise.also[0].start == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The ministry will build 40 locks on the lower Orle.",
            "The ministry will build 60 locks on the upper Orle.",
        ),
        (
            "We will open a ferry line to Skerrow by June 2091.",
            "We will open a ferry line to Skerrow by June 2095.",
        ),
        (
            "The ministry will give £5 million to pilots at Saltmouth.",
            "The ministry will give £6 million to pilots at Saltmouth.",
        ),
        (
            "Winning bidders for the northern ferry will be announced in May 2027.",
            "Winning bidders for the southern ferry will be announced in July 2027.",
        ),
        (
            "The ministry will build 40 berths in Saltmouth by 2027.",
            "The ministry will build 40 berths in Skerrow by 2027.",
        ),
        (
            "By 2027, 40 berths will be built in Saltmouth for the ministry.",
            "The ministry will build 40 berths in Skerrow by 2027.",
        ),
        (
            "The ministry will close the north quay next year.",
            "The ministry will close the south quay next year.",
        ),
        (
            "The ministry will invest £5 million in boats.",
            "The ministry will invest £5 million in lorries.",
        ),
    ],
)
def test_two_promises_stay_two(one, other):
    assert len(read(one, other)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The ministry will build 40 berths in Saltmouth by 2027.",
            "The 40 berths will be built by 2027 in Saltmouth.",
        ),
        (
            "The ministry will spend £5 million on pilots at Saltmouth.",
            "The ministry will invest £5 million in pilots at Saltmouth.",
        ),
    ],
)
def test_a_promise_in_other_words_is_the_same(one, other):
    assert len(read(one, other)) == 1


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("We will pay up to £5m for the pier.", "up_to"),
        ("We will pay at least £5m for the pier.", "at_least"),
        ("We will pay around £5m for the pier.", "about"),
        ("We will pay a further £5m for the pier.", "additional"),
        ("We will pay £5m for the pier.", ""),
    ],
)
def test_what_qualifies_a_promised_sum_is_kept(words, qualifier):
    (promise,) = read(words)

    assert (promise.amount, promise.amount_qualifier) == (5_000_000, qualifier)


def test_a_promise_with_more_signs_scores_higher():
    (sure,) = read("The ministry will provide £5m for new locks by May 2027.")
    (doubtful,) = read("The lock will stay as quiet as it is.")

    assert 0.5 <= doubtful.score < sure.score <= 1


def test_hostile_repetition_is_read_in_a_moment():
    for piece in ("will ", "£", "9", "1,", '"', "(", "by ", "agreement with Aa, "):
        words = piece * (50_000 // len(piece))
        read(words)


@pytest.mark.parametrize(
    "words",
    [
        "The board intends, subject to approval, to open a second clinic.",
        "The board plans, if the court agrees, to sell the yard.",
        "The ministry will, subject to planning permission, build 200 homes.",
        "The council has agreed, after talks with the pilots, to close two locks.",
    ],
)
def test_a_clause_inserted_behind_its_verb_does_not_hide_a_promise(words):
    (promise,) = read(words)

    assert promise.words == words.strip(".")
    assert words.startswith(promise.by_whom)


@pytest.mark.parametrize(
    "words",
    [
        "We will continue to support families in the valley.",
        "We will strengthen our relationship with the river states.",
        "The ministry will take steps to raise standards in the harbour.",
        "The board will make the harbour the best in the world.",
    ],
)
def test_a_promise_of_which_nobody_can_check_a_step_is_not_specific(words):
    (promise,) = read(words)

    assert not promise.specific


@pytest.mark.parametrize(
    "words",
    [
        "The board will publish its report on the lock.",
        "A register will be created to make it easier to find a berth.",
        "We will make 40 berths ready for the boats.",
        "We will make every harbour the best in the world.",
        "The ministry will take steps to raise standards by May 2027.",
    ],
)
def test_a_step_a_count_or_a_day_makes_a_promise_specific(words):
    (promise,) = read(words)

    assert promise.specific

from briefings.text.reading import read_release

OPENING = "Harbour Minister Ada Penhallow opened the new lock at Saltmouth today.\n"


def only_quote(*lines):
    (quote,) = read_release(OPENING + "\n".join(lines)).quotes
    return quote


def test_marked_words_of_a_named_speaker_are_surest():
    named = only_quote("Ada Penhallow said:", "“The lock is open to every ship.”")
    nobody = only_quote("A spokesman said:", "“The lock is open to every ship.”")

    assert named.score > nobody.score
    assert named.end_score > 0.9


def test_a_doubtful_end_lowers_the_score():
    told_apart = only_quote(
        "Ada Penhallow said",
        "We promised this town a lock that works in every tide.",
        "The scheme was awarded to Valmere Ports in 2023. Further information is "
        "available from the harbour office.",
    )
    doubtful = only_quote(
        "Ada Penhallow said",
        "We promised this town a lock that works in every tide.",
        "Ships of every size pass through it.",
        "Fishing boats do as well.",
    )

    assert doubtful.boundary_uncertain
    assert doubtful.end_score < told_apart.end_score
    assert doubtful.score < told_apart.score


def test_marks_that_are_never_closed_lower_the_score():
    closed = only_quote("Ada Penhallow said:", "“The lock is open to every ship.”")
    left_open = only_quote("Ada Penhallow said:", "“The lock is open to every ship.")

    assert left_open.end_score < closed.end_score
    assert left_open.score < closed.score

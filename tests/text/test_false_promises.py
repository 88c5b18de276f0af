import pytest

from briefings.text.reading import read_release


def promises_of(line):
    return read_release(f"News of Valmere\n\n12 March 2025\n\n{line}").commitments


@pytest.mark.parametrize(
    "line",
    [
        "The harbour board denied that it will close the quay by 2027.",
        "The harbour board rejected claims that it will close the quay by 2027.",
        "The board has denied reports it is planning to close the quay by 2027.",
        "The board has no plans to close the quay by 2027.",
        "A public meeting will take place on 3 May.",
        "The drop-in event for skippers will be held on 3 May.",
        "A drop-in session will be held at the quay on 3 November from 3pm to 7pm.",
        "The mayor will open the lock at 10am on 12 August.",
        "The harbour master will be available for interview on Tuesday.",
        "The treasurer will deliver the annual budget on 30 October.",
        "Prices will rise by 5% by 2026.",
        "Demand will double by 2030.",
        "Critics say the board will fail to build 40 berths by 2027.",
        "Experts at the institute warn the board will cut 40 berths by 2027.",
        "In 2019 the board pledged £5 million to the pilots of the river.",
        "“He will have to spend £5 million by 2027,” said Huw Parry, a skipper.",
        "“People ask me when the board will open 40 berths,” said the harbour master.",
    ],
)
def test_what_is_denied_foretold_or_told_of_others_is_no_promise(line):
    assert promises_of(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "The board will have planted 5,000 trees by 2030.",
        "The board rejects these claims and will build 40 berths by 2027.",
        "Tolls will rise by 5% from April 2026.",
        "Owners will have to register their boats by 2027.",
        "The treasurer will deliver 40 new berths by October.",
        "On 4 March 2025 the board agreed to build 40 berths.",
    ],
)
def test_what_stands_beside_such_words_may_be_promised(line):
    assert len(promises_of(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "The road will cut journey times by ten minutes.",
        "The new footbridge will provide a safer way for cyclists.",
        "Twelve new trains will increase seats by a third.",
    ],
)
def test_what_a_thing_does_is_hoped_of_it_and_not_promised(line):
    assert promises_of(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "The council will cut journey times by ten minutes.",
        "The road will be widened and the board will provide a safer way for cyclists.",
        "The new trains will enter service in May 2026.",
    ],
)
def test_what_the_office_does_about_a_thing_is_promised(line):
    assert len(promises_of(line)) == 1

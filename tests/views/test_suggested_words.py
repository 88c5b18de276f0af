"""What is suggested to whoever found nothing, and how words found are cut."""

import pytest

from tests.making import make_issued_edition, make_marked_edition
from tests.views.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def ferry(clock):
    return make_issued_edition(make_marked_edition())


def test_a_slip_in_a_name_is_met_too(stranger, ferry):
    page = read(stranger, "/search/?q=islands speaker:caldder")
    assert "Did you mean islands speaker:calder ?" in page
    assert "Quotes 1" in read(stranger, "/search/?q=islands speaker:calder")

    # That word is known, but it is nobody's name.
    assert "Did you mean" not in read(stranger, "/search/?q=speaker:petitoin")


def test_words_around_a_figure_are_cut_once(stranger, ferry):
    page = read(stranger, "/search/?q=petition&in=figure")

    assert "We start on Monday. Almost 4,200 people signed the petition … 5" in page
    assert "… …" not in page

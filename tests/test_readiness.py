import pytest

from briefings.actions.people import add_organisation
from briefings.readiness import obstacles
from tests.making import MONDAY, make_edition, save

pytestmark = pytest.mark.django_db


def without_lead(edition):
    found = obstacles(edition, day=MONDAY.date())
    return [o for o in found if "lead organisation" in o.sentence]


def test_release_without_a_lead_organisation_is_for_an_editor_to_weigh(writer):
    ministry = add_organisation(by=writer, name="Ministry of Transport")
    edition = make_edition(supporting_organisations=[ministry])

    (obstacle,) = without_lead(edition)

    assert not obstacle.stops
    assert obstacle.place == "lead_organisations"
    edition = save(edition, lead_organisations=[ministry], supporting_organisations=[])
    assert without_lead(edition) == []

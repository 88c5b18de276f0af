"""A release that is searched for."""

from briefings.actions.people import add_organisation, add_role, appoint
from briefings.actions.quotes import change_quote
from briefings.actions.subjects import add_topic
from tests.making import MONDAY, make_issued_edition, make_marked_edition


def issue_ferry(writer):
    """Ines Calder as Transport Minister, with a promise and a figure."""
    edition = make_marked_edition(
        topics=[add_topic(by=writer, name="Sea")],
        lead_organisations=[add_organisation(by=writer, name="Ministry of Transport")],
    )
    quote = edition.quotes.get()
    role = add_role(by=writer, title="Transport Minister")
    held = appoint(quote.speaker, role, by=writer, started_on=MONDAY.date())
    change_quote(quote, by=writer, appointment=held)
    return make_issued_edition(edition)

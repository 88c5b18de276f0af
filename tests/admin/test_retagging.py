from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from briefings.actions.subjects import add_topic
from briefings.models import Edition
from tests.making import make_edition, make_issued_edition, save

pytestmark = pytest.mark.django_db

PAGE = "/admin/briefings/release/retag/"


def choice(releases, **chosen) -> dict:
    return {"ids": ",".join(str(r.pk) for r in releases), "preview": 1, **chosen}


def as_shown(preview) -> dict:
    """What the form beneath a preview carries of it."""
    plans = preview.context["retagging"].plans
    shown = {f"shown_{plan.edition.release_id}": plan.digest for plan in plans}
    html = preview.content.decode()
    assert all(f'name="{name}" value="{it}"' in html for name, it in shown.items())
    return shown


def test_from_the_list_to_a_preview_to_the_deed_and_back(client, writer):
    topic = add_topic(by=None, name="Ferries")
    draft, public = make_edition(), make_issued_edition()
    releases = [draft.release, public.release]
    client.force_login(writer)
    chosen = client.post(
        reverse("admin:briefings_release_changelist"),
        {"action": "change_tags", "_selected_action": [r.pk for r in releases]},
        follow=True,
    )
    assert {r.pk for r in chosen.context["retagging"].releases} == {
        r.pk for r in releases
    }

    asked = choice(releases, add_topics=topic.pk)
    preview = client.get(PAGE, asked)
    assert preview.context["many"] == 2
    assert not draft.topics.exists()
    done = client.post(PAGE, asked | as_shown(preview)).context["retagging"]

    assert [outcome.is_done for outcome in done.outcomes] == [True, True]
    assert draft.topics.get() == topic
    assert Edition.objects.get(number=2).topics.get() == topic
    undo = client.get(done.undo).context
    assert [plan.removed for plan in undo["retagging"].plans] == [[topic], [topic]]


def test_an_undo_leaves_alone_what_was_so_before(client, writer):
    ferries, bridges = (
        add_topic(by=None, name=name) for name in ("Ferries", "Bridges")
    )
    tagged, bare = make_edition(), make_edition(headline="A bridge")
    save(tagged, topics=[ferries])
    client.force_login(writer)
    asked = choice([tagged.release, bare.release], add_topics=[ferries.pk, bridges.pk])
    done = client.post(PAGE, asked | as_shown(client.get(PAGE, asked)))
    assert set(tagged.topics.all()) == set(bare.topics.all()) == {ferries, bridges}

    undo = done.context["retagging"].undo
    preview = client.get(undo)
    sent = {**parse_qs(urlsplit(undo).query), **as_shown(preview)}
    assert preview.context["retagging"].left_apart == sent["apart"]
    client.post(PAGE, sent)

    assert list(tagged.topics.all()) == [ferries]
    assert list(bare.topics.all()) == []


@pytest.mark.parametrize(
    "word", ["x", "topics-", "topics-1", "topics-1-x", "--", "-1-2"]
)
def test_what_is_misspelt_of_an_undo_is_passed_over(client, writer, word):
    topic, edition = add_topic(by=None, name="Ferries"), make_edition()
    client.force_login(writer)

    page = client.get(PAGE, choice([edition.release], add_topics=topic.pk, apart=word))

    assert page.context["many"] == 1


def test_a_forged_request_is_refused_release_by_release(client, records_officer):
    topic = add_topic(by=None, name="Ferries")
    edition = make_edition()
    client.force_login(records_officer)

    asked = choice([edition.release], add_topics=topic.pk)
    told = client.post(PAGE, asked)

    (outcome,) = told.context["retagging"].outcomes
    assert "may not write releases" in outcome.sentence
    assert not edition.topics.exists()
    assert client.get(PAGE, asked).status_code == 403


def test_a_release_that_changed_after_its_preview_is_left_alone(client, writer):
    topic = add_topic(by=None, name="Ferries")
    draft, same = make_edition(), make_edition(headline="A bridge")
    client.force_login(writer)
    asked = choice([draft.release, same.release], add_topics=topic.pk)
    shown = as_shown(client.get(PAGE, asked))
    make_issued_edition(draft)

    told = client.post(PAGE, asked | shown).context["retagging"]
    forged = client.post(PAGE, asked).context["retagging"]

    found = {o.edition.release_id: o for o in told.outcomes}
    assert "It changed after you saw" in found[draft.release_id].sentence
    assert found[same.release_id].is_done
    assert not any(outcome.is_done for outcome in forged.outcomes)
    assert Edition.objects.filter(release=draft.release).get().topics.count() == 0


@pytest.mark.parametrize("ids", ["", "x", "999999999999999999999999", "4321"])
def test_a_choice_of_nothing_asks_for_one(client, writer, ids):
    client.force_login(writer)

    page = client.get(PAGE, {"ids": ids}).content.decode()

    assert "Addresses of releases" in page
    assert "the list of releases" in page


def test_a_preview_asks_as_much_for_many_releases_as_for_few(client, writer):
    topic = add_topic(by=None, name="Ferries")
    releases = [make_edition().release, make_issued_edition().release]
    client.force_login(writer)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE, choice(releases, add_topics=topic.pk))
        return len(asked)

    few = queries()
    releases += [make_edition().release for _ in range(4)]

    assert queries() == few < 30

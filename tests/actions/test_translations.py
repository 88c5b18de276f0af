import pytest

from briefings import permissions
from briefings.actions.limits import limit_release
from briefings.actions.notices import remove_release
from briefings.actions.releases import create_release
from briefings.actions.translations import join_translation, part_translation
from briefings.errors import Refused
from briefings.models import Release, Transition
from briefings.models.visibility import looking_as
from tests.making import THURSDAY, make_edition, make_issued_edition, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(clock):
    return make_edition(headline="A ferry for Skerrow").release


@pytest.fixture
def welsh(clock):
    return make_edition(headline="Fferi i Skerrow", language="cy").release


@pytest.fixture
def french(clock):
    return make_edition(headline="Un bac pour Skerrow", language="fr").release


def group_of(release):
    release.refresh_from_db()
    return set(Release.objects.beside(release))


def test_what_translates_a_translation_is_of_the_same_group(
    writer, english, welsh, french
):
    join_translation(welsh, by=writer, original=english)
    joined = join_translation(french, by=writer, original=welsh)

    assert joined.translation_of == english
    assert group_of(english) == {welsh, french}
    assert group_of(welsh) == {english, french}
    moves = Transition.objects.filter(edition__release=french)
    assert moves.filter(move="join", by=writer).count() == 1


def test_what_translates_it_comes_along_also_where_it_is_hidden(
    writer, english, welsh, french
):
    """A refusal would tell that there is something."""
    join_translation(french, by=None, original=welsh)
    limit_release(french, by=None, people=[make_member(permissions.WRITER, "Cole")])

    with looking_as(writer):
        join_translation(welsh, by=writer, original=english)
        assert group_of(english) == {welsh}

    french.refresh_from_db()
    assert french.translation_of == english


def test_a_join_is_undone(writer, english, welsh):
    join_translation(welsh, by=writer, original=english)
    welsh.refresh_from_db()

    part_translation(welsh, by=writer)

    assert group_of(english) == group_of(welsh) == set()
    with pytest.raises(Refused, match="not joined"):
        part_translation(welsh, by=writer)


def test_a_group_has_a_language_once(writer, english, welsh):
    again = create_release(by=writer, headline="Fferi arall", language="CY").release
    join_translation(welsh, by=writer, original=english)

    with pytest.raises(Refused, match="“Fferi i Skerrow” is in the same language"):
        join_translation(again, by=writer, original=english)


def test_no_release_is_joined_to_itself_or_back(writer, english, welsh):
    join_translation(welsh, by=writer, original=english)

    for release, original in ((english, english), (english, welsh)):
        with pytest.raises(Refused, match="joined already, or are the same"):
            join_translation(release, by=writer, original=original)


def test_what_readers_know_is_joined_by_who_may_issue(writer, publisher, english):
    welsh = make_issued_edition(headline="Fferi", language="cy").release

    with pytest.raises(Refused, match="may not issue"):
        join_translation(welsh, by=writer, original=english)

    assert join_translation(welsh, by=publisher, original=english).translation_of


def test_what_was_removed_is_joined_to_nothing(publisher, english, clock):
    welsh = make_issued_edition(headline="Fferi", language="cy").release
    clock.move_to(THURSDAY)
    remove_release(welsh, by=None, explanation="It was wrong.")

    with pytest.raises(Refused, match="was removed"):
        join_translation(welsh, by=publisher, original=english)
    with pytest.raises(Refused, match="was removed"):
        join_translation(english, by=publisher, original=welsh)


@pytest.mark.parametrize("language", ["English", "en\nX: y", "e", "en_GB"])
def test_a_language_is_told_by_its_tag(writer, language):
    with pytest.raises(Refused, match="by its tag"):
        create_release(by=writer, headline="Ferry", language=language)

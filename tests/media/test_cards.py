import io
from dataclasses import replace

import pytest
from PIL import Image, features

from briefings.media.cards import OWN_FONTS, Card, _Pen, drawn, font_for

CARD = Card(
    words="“We start on Monday – for £75 million.”",
    speaker="Ines Calder",
    role="Transport Minister",
    office="Newsroom",
    day="5 March 2091",
    accent="#17507c",
)
ARABIC = replace(CARD, words="“نبدأ يوم الاثنين.”", is_from_right=True)


@pytest.fixture(autouse=True)
def each_card_is_drawn_anew():
    drawn.cache_clear()
    yield
    drawn.cache_clear()


def picture_of(card):
    font = font_for(card)
    assert font is not None
    return Image.open(io.BytesIO(drawn(card, font))).convert("RGB")


def inked(image, box):
    """Whether anything dark is drawn there."""
    return image.crop(box).convert("L").getextrema()[0] < 100


def test_card_is_a_small_picture_of_the_usual_size():
    image = picture_of(CARD)

    assert image.size == (1200, 630)
    assert len(drawn(CARD, font_for(CARD))) < 60_000


def test_words_stand_where_their_script_begins():
    short = replace(CARD, words="“Yes.”", role="")

    assert inked(picture_of(short), (80, 60, 300, 200))
    assert not inked(picture_of(short), (700, 60, 1120, 200))
    if features.check("raqm"):
        from_right = picture_of(replace(ARABIC, words="“نعم.”", role=""))
        assert inked(from_right, (900, 60, 1120, 200))
        assert not inked(from_right, (80, 60, 500, 200))


def test_a_script_is_drawn_in_a_font_that_has_it():
    assert "SourceSerif" in font_for(CARD)
    assert "Arabic" in font_for(ARABIC)


def test_what_no_font_has_letters_for_is_not_drawn():
    assert font_for(replace(CARD, words="שלום")) is None
    assert font_for(replace(CARD, speaker="漢字")) is None


def test_from_right_to_left_needs_the_rules_for_it(monkeypatch):
    monkeypatch.setattr(features, "check", lambda name: False)

    assert font_for(ARABIC) is None
    assert font_for(CARD) is not None


def test_the_offices_own_font_comes_first():
    arabic = next(font for font in OWN_FONTS if "Arabic" in font)

    assert font_for(replace(CARD, words="Yes"), arabic) == arabic


@pytest.mark.parametrize("words", ["word " * 400, "w" * 500, "“Yes.”"])
def test_words_of_any_length_leave_the_foot_free(words):
    image = picture_of(replace(CARD, words=words, speaker="", role="", office=""))

    # The line above the foot, and nothing dark around it.
    assert not inked(image, (20, 470, 1180, 500))


@pytest.mark.parametrize(
    "words",
    [
        "“Die Arbeitsunfähigkeitsbescheinigung kommt.”",
        "“Die Verkehrsinfrastrukturfinanzierungsgesellschaft baut.”",
        "“Read https://news.example/releases/2091/a-ferry-for-skerrow-and-its-islands”",
        "w" * 500,
        "“Ja. " + "w" * 90 + "”",
    ],
)
def test_no_word_runs_off_the_card(words):
    wide = replace(CARD, words=words, speaker="W" * 70, office="W" * 60, role="W" * 90)

    for card in (wide, replace(wide, is_from_right=features.check("raqm"))):
        image = picture_of(card)
        assert not inked(image, (1124, 0, 1188, 630)), "on the right"
        assert not inked(image, (14, 0, 74, 630)), "on the left"


def test_a_word_that_fits_at_a_smaller_size_is_not_broken(monkeypatch):
    written = []
    monkeypatch.setattr(
        _Pen, "_write", lambda pen, line, *_, **__: written.append(line)
    )
    long = "“Arbeitsunfähigkeitsbescheinigung”"

    picture_of(replace(CARD, words=long))
    assert long in written

    written.clear()
    word = "w" * 120
    picture_of(replace(CARD, words=word))
    assert "".join(line for line in written if set(line) == {"w"}) == word


@pytest.mark.parametrize(
    ("speaker", "role", "office"),
    [
        ("Ines Calder", "Minister of very many things " * 5, "Government " * 12),
        ("Her Excellency the Ambassador, Ines Maria Calder", "Envoy", "Office " * 20),
        (
            "The Right Honourable the Minister of " + "State " * 8 + "Calder",
            "",
            "Office",
        ),
        ("Parliamentary Secretary for Trade " * 3 + "Calder", "Envoy", "Office"),
    ],
)
def test_a_title_does_not_cut_the_name_away(monkeypatch, speaker, role, office):
    written = []
    monkeypatch.setattr(
        _Pen, "_write", lambda pen, line, *_, **__: written.append(line)
    )

    picture_of(replace(CARD, speaker=speaker, role=role, office=office))

    told = [line for line in written if line and not line.startswith(office[:6])]
    assert speaker in " ".join(told)


def test_a_day_is_read_from_the_left_on_every_card():
    def day(card):
        """What is drawn of it, without what is around."""
        foot = picture_of(card).convert("L").crop((80, 540, 1120, 630))
        return foot.crop(foot.point(lambda light: 255 * (light < 150)).getbbox())

    plain = replace(ARABIC, role="", office="", speaker="")
    is_known = features.check("raqm")
    turned = replace(plain, is_from_right=is_known)
    assert day(turned).tobytes() == day(replace(plain, is_from_right=False)).tobytes()


@pytest.mark.parametrize("role", ["Minister", "Minister of very many things " * 5])
def test_the_day_is_never_cut(role):
    card = replace(
        CARD, role=role, office="Government of Valmere " * 3, day="23 September 2091"
    )
    foot = (0, 540, 1200, 630)
    other = picture_of(replace(card, day="23 September 2092")).crop(foot)

    assert picture_of(card).crop(foot).tobytes() != other.tobytes()


def test_another_card_has_another_name():
    assert CARD.digest == replace(CARD).digest
    assert CARD.digest != replace(CARD, role="Minister").digest

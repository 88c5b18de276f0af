"""What an office chooses of how its pages look."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from newsroom import looks


def chosen(monkeypatch, **given):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return looks.look(Env())


def test_nothing_has_to_be_chosen(monkeypatch):
    look = chosen(monkeypatch)

    assert not look.has_own_colours


def test_a_colour_for_light_pages_makes_one_for_dark_ones(monkeypatch):
    look = chosen(monkeypatch, OFFICE_ACCENT="#7A1F2B")

    assert look.has_own_colours
    assert look.accent == "#7a1f2b"
    assert looks.contrast(look.accent_dark, "#15181b") > 4.5


@pytest.mark.parametrize("colour", ["red", "#ff0", "#ffd70", "url(x)", "#ffffff;}"])
def test_what_is_no_colour_is_refused(monkeypatch, colour):
    with pytest.raises(ImproperlyConfigured, match="is a colour such as #17507c"):
        chosen(monkeypatch, OFFICE_ACCENT=colour)


def test_a_colour_that_nobody_can_read_is_refused(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="a contrast of"):
        chosen(monkeypatch, OFFICE_ACCENT="#ffd700")


def test_contrast_is_that_of_the_guidelines():
    assert looks.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert looks.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_licence_is_one_that_has_an_address(monkeypatch):
    assert chosen(monkeypatch).licence == ""
    assert chosen(monkeypatch, OFFICE_LICENCE="cc_by").licence == "cc_by"
    with pytest.raises(ImproperlyConfigured, match="one of ogl, cc_by"):
        chosen(monkeypatch, OFFICE_LICENCE="as-you-like")


def test_a_sign_that_is_not_there_is_refused(monkeypatch, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="OFFICE_LOGO is the name of a file"):
        chosen(monkeypatch, OFFICE_FILES=str(tmp_path), OFFICE_LOGO="sign.svg")

from briefings.text.comparison import Piece, compare, in_short


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.words) for piece in compare(old, new)]


def test_the_same_text_is_one_piece():
    assert told("We act.\n\nNow.", "We act.\n\nNow.") == [("same", "We act.\n\nNow.")]
    assert told("", "") == []


def test_words_are_changed_as_wholes():
    assert told("They act at noon.", "They acted at noon.") == [
        ("same", "They "),
        ("gone", "act"),
        ("new", "acted"),
        ("same", " at noon."),
    ]


def test_the_line_ends_of_a_browser_are_no_change():
    assert told("One.\n\nTwo.", "One.\r\n\r\nTwo.") == [("same", "One.\n\nTwo.")]


def test_a_number_is_one_word():
    assert ("gone", "1.5") in told("1.5 million", "1.6 million")


def test_a_number_goes_with_the_sign_of_its_share_or_currency():
    assert told("It fell by 27%.", "It fell by 21%.") == [
        ("same", "It fell by "),
        ("gone", "27%"),
        ("new", "21%"),
        ("same", "."),
    ]
    assert ("gone", "£5") in told("It costs £5 now", "It costs €5 now")
    french = told("5\N{NO-BREAK SPACE}% de plus", "6\N{NO-BREAK SPACE}% de plus")
    assert french[0] == ("gone", "5\N{NO-BREAK SPACE}%")


def test_a_paragraph_that_is_new_is_new_as_a_whole():
    assert told("One.\n\nThree.", "One.\n\nTwo.\n\nThree.") == [
        ("same", "One.\n\n"),
        ("new", "Two.\n\n"),
        ("same", "Three."),
    ]


def test_what_two_changes_have_between_them_reads_as_changed():
    assert told("big, red boats sail", "old, blue boats sail") == [
        ("gone", "big, red"),
        ("new", "old, blue"),
        ("same", " boats sail"),
    ]


def test_both_texts_can_be_read_off_the_difference():
    old = "The ferry to Skerrow opens in June.\n\nFares fall by 20%.\n\nThe end."
    new = "The ferry for Skerrow and Holm opens in May.\n\nThe end.\n\nFares fall."

    pieces = compare(old, new)

    assert "".join(p.words for p in pieces if p.kind != "new") == old
    assert "".join(p.words for p in pieces if p.kind != "gone") == new


def test_in_short_only_the_surroundings_of_a_change_stay():
    pieces = compare("word " * 500 + "old " + "word " * 500, "word " * 1000)

    short = in_short(pieces, around=20)

    assert [p.kind for p in short] == ["skipped", "same", "gone", "same", "skipped"]
    assert Piece("gone", " old") in short
    assert all(len(p.words) <= 20 for p in short)


def test_long_texts_of_one_word_are_compared():
    old, new = "a " * 40_000, "a " * 20_000 + "b " + "a " * 20_000

    assert [p.words for p in compare(old, new) if p.kind == "new"]


def test_nothing_but_space_around_a_change_is_cut_too():
    pieces = in_short(compare("One." + "\n" * 900, "Two." + "\n" * 900), around=20)

    assert [p.kind for p in pieces] == ["gone", "new", "same", "skipped"]

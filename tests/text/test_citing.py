import json
from dataclasses import replace
from datetime import date

from briefings.text.citing import (
    FORMS,
    Cited,
    apa,
    bibtex,
    chicago,
    csl_json,
    plain,
    ris,
)

ADDRESS = "https://news.example/releases/a-ferry/"
RELEASE = Cited(
    key="a-ferry",
    kind="Press release",
    title="A ferry for Skerrow",
    authors=("Ministry of Transport",),
    publisher="Government of Valmere",
    published_on=date(2091, 3, 5),
    address=ADDRESS,
    language="en",
)
QUOTE = replace(
    RELEASE,
    speaker="Ines Calder",
    role="Transport Minister",
    words="We start\n\non Monday.",
)


def test_release_in_plain_words():
    assert plain(RELEASE) == (
        "Ministry of Transport, “A ferry for Skerrow”, press release, 5 March 2091. "
        + ADDRESS
    )


def test_later_editions_are_cited_by_their_number():
    assert ", 5 March 2091, edition 3. " in plain(replace(RELEASE, edition=3))
    assert json.loads(csl_json(replace(RELEASE, edition=3)))[0]["version"] == "3"


def test_quote_names_who_spoke_before_where_it_stands():
    assert plain(QUOTE).startswith(
        "Ines Calder, Transport Minister: “We start on Monday”, quoted in "
        "Ministry of Transport, “A ferry for Skerrow”, press release"
    )


def test_apa_puts_the_year_first_and_the_kind_behind_the_title():
    assert apa(RELEASE) == (
        "Ministry of Transport. (2091, March 5). A ferry for Skerrow "
        f"[Press release]. {ADDRESS}"
    )


def test_apa_joins_organisations_by_an_ampersand():
    both = replace(RELEASE, authors=("Council", "Ministry"))

    assert apa(both).startswith("Council & Ministry. (2091")
    assert plain(both).startswith("Council and Ministry, “")
    three = replace(QUOTE, authors=("Council", "Ministry", "Port"))
    assert "\n\nCouncil, Ministry, & Port. (2091" in apa(three)
    assert "” (Council, Ministry, & Port, 2091)." in apa(three)


def test_chicago_keeps_the_comma_within_the_marks():
    assert chicago(QUOTE) == (
        "Ines Calder, Transport Minister, “We start on Monday,” quoted in "
        "Ministry of Transport, "
        f"“A ferry for Skerrow,” press release, March 5, 2091, {ADDRESS}."
    )
    assert "“Who pays?” press" in chicago(replace(RELEASE, title="Who pays?"))


def test_apa_gives_the_quotation_for_the_text_and_the_release_for_the_list():
    assert apa(QUOTE) == (
        "Ines Calder, Transport Minister: “We start on Monday” (Ministry of Transport, "
        "2091).\n\nMinistry of Transport. (2091, March 5). A ferry for Skerrow "
        f"[Press release]. {ADDRESS}"
    )


def test_marks_within_marks_are_single():
    said = replace(QUOTE, words='“Now” is not "soon"', title="A “yes” for Skerrow")

    assert ": “‘Now’ is not ‘soon’”, quoted in" in plain(said)
    assert "“A ‘yes’ for Skerrow”" in plain(said)
    assert "“‘Now’ is not ‘soon’,” quoted" in chicago(said)
    assert "“‘Now’ is not ‘soon’” (Ministry" in apa(said)
    assert "“‘Now’ is not ‘soon’”" in ris(said)


def test_no_full_stop_stands_beside_another_mark():
    stopped = replace(QUOTE, title="We stop gangs.", words="Who pays?")

    assert "“We stop gangs”, press release" in plain(stopped)
    assert "“We stop gangs,” press release" in chicago(stopped)
    assert ". We stop gangs [Press release]. " in apa(stopped)
    assert "“Who pays?” quoted in" in chicago(stopped)
    assert "“Who pays?” (Ministry" in apa(stopped)


def test_bibtex_escapes_what_tex_would_read():
    written = bibtex(replace(RELEASE, title="5% & {more}_$1"))

    assert written.startswith("@misc{a-ferry,\n")
    assert "title = {{5\\% \\& \\{more\\}\\_\\$1}}," in written
    assert "month = mar," in written
    assert written.count("{") - written.count("\\{") == (
        written.count("}") - written.count("\\}")
    )


def test_csl_holds_the_parts_as_data():
    item = json.loads(csl_json(QUOTE))[0]

    assert item["author"] == [{"literal": "Ministry of Transport"}]
    assert item["issued"] == {"date-parts": [[2091, 3, 5]]}
    assert item["URL"] == ADDRESS
    assert item["note"] == "Ines Calder, Transport Minister: “We start on Monday.”"


def test_files_name_the_office_that_published_it():
    odd = replace(RELEASE, publisher="Press & Media\nOffice")

    assert "publisher = {{Press \\& Media Office}},\n" in bibtex(odd)
    assert json.loads(csl_json(odd))[0]["publisher"] == "Press & Media Office"
    assert "\r\nPB  - Press & Media Office\r\n" in ris(odd)


def test_ris_ends_its_lines_and_its_record():
    lines = ris(QUOTE).split("\r\n")

    assert lines[0] == "TY  - ELEC"
    assert "AU  - Ministry of Transport," in lines
    assert "DA  - 2091/03/05/" in lines
    assert lines[-2:] == ["ER  - ", ""]


def test_words_of_several_lines_break_no_line_of_a_file():
    odd = replace(QUOTE, title="A\nferry\r\nER  - ", authors=("A\nB",))

    for form in FORMS:
        assert "ferry ER -" in form.write(odd)
    assert len(ris(odd).split("\r\n")) == len(ris(QUOTE).split("\r\n"))

"""What Word prints over and under every page of a document, and in boxes."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from briefings.text.reading import read_release

FERRY = Path(__file__).parent.parent / "data" / "formats" / "night_ferry.docx"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def ferry_with(**parts):
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(FERRY) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name.endswith(".xml") and Path(name).stem in parts:
                continue
            new.writestr(name, old.read(name))
        for name, lines in parts.items():
            if name == "document":
                new.writestr("word/document.xml", lines)
                continue
            words = "".join(f"<w:p><w:r>{line}</w:r></w:p>" for line in lines)
            tag = "hdr" if name.startswith("header") else "ftr"
            new.writestr(
                f"word/{name}.xml", f'<w:{tag} xmlns:w="{NAMESPACE}">{words}</w:{tag}>'
            )
    return packed.getvalue()


def run(words):
    return f"<w:t>{words}</w:t>"


def test_an_embargo_over_the_pages_is_found_and_every_line_is_kept_once():
    embargo = run("EMBARGOED UNTIL 00:01, Friday 8 November 2024")
    plain = read_release(FERRY.read_bytes())

    reading = read_release(
        ferry_with(
            header1=[embargo, run("Valmere &amp; Islands Office")],
            header2=[embargo + "<w:tab/>" + run("Page 2 of 3")],
            footer1=[run("Reg. charity 1234 of Valmere"), run("- 2 -")],
        )
    )

    london = ZoneInfo("Europe/London")
    assert reading.embargoed_until == datetime(2024, 11, 8, 0, 1, tzinfo=london)
    assert reading.labels[:2] == (
        "EMBARGOED UNTIL 00:01, Friday 8 November 2024",
        "Valmere & Islands Office",
    )
    assert reading.labels[-1] == "Reg. charity 1234 of Valmere"
    assert reading.labels.count(reading.labels[0]) == 1
    assert not any(
        label.strip("- ") == "2" or "Page 2" in label for label in reading.labels
    )
    assert (reading.headline, reading.body) == (plain.headline, plain.body)


def test_whom_to_call_may_stand_under_every_page():
    reading = read_release(
        ferry_with(footer1=[run("Duty press officer: 01632 960001")])
    )

    assert "01632 960001" in [contact.telephone for contact in reading.contacts]


@pytest.mark.parametrize("is_written_twice", [True, False])
def test_the_words_of_a_text_box_are_kept_once(is_written_twice):
    words = f"<w:p><w:r>{run('The lock is free.')}</w:r></w:p>"
    box = f"<w:txbxContent>{words}</w:txbxContent>"
    fallback = f"<mc:Fallback>{box}</mc:Fallback>" if is_written_twice else ""
    document = (
        f'<w:document xmlns:w="{NAMESPACE}" xmlns:wps="urn:wps" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
        f"<w:p><w:r>{run('The lock opened today.')}</w:r></w:p>"
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>{fallback}"
        "</mc:AlternateContent></w:r></w:p></w:body></w:document>"
    )

    reading = read_release(ferry_with(document=document))

    assert reading.plain_text().count("The lock is free.") == 1

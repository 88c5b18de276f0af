"""From an upload to the media kit that a journalist takes home."""

import io
import json
import zipfile

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from briefings.admin.deeds import page_of
from briefings.jobs.renditions import make_renditions
from briefings.models import EditionAsset
from tests.browser.desk import press, press_with, said
from tests.drawing import PDF, camera_picture, picture
from tests.making import make_edition

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/releases/a-ferry-for-skerrow/"
ALT = "A white ferry at the quay of Skerrow, seen from the harbour wall."
FERRY = {"name": "ferry.jpg", "mimeType": "image/jpeg", "buffer": camera_picture(90)}
PLAN = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF}
TRAP = {"name": "trap.png", "mimeType": "image/png", "buffer": b"<html><script>x"}
DROP = """([name, bytes]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([new Uint8Array(bytes)], name));
  const form = document.querySelector("[data-upload]");
  const event = (kind) => new DragEvent(kind, {
    dataTransfer: carried, bubbles: true, cancelable: true });
  form.dispatchEvent(event("dragover"));
  form.dispatchEvent(event("drop"));
}"""


def files_page(edition) -> str:
    return reverse("admin:briefings_edition_files", args=[edition.pk])


def upload(page, *files) -> None:
    page.get_by_label("Files").set_input_files(list(files))
    page.get_by_role("button", name="Upload", exact=True).click()


def card(page, name: str):
    return page.locator(".file").filter(has=page.get_by_role("heading", name=name))


def describe(page, name: str) -> str:
    here = card(page, name)
    here.get_by_label("Alternative text").fill(ALT)
    here.get_by_label("Caption").fill("The ferry at rest.")
    here.get_by_label("Credit").fill("Odd Larsen")
    here.get_by_label("Licence", exact=False).first.select_option("press_use")
    here.get_by_role("button", name="Save", exact=True).click()
    return said(page)


@pytest.mark.parametrize(
    "java_script_enabled", [True, False], ids=["with scripts", "without scripts"]
)
def test_an_image_goes_from_an_upload_into_the_media_kit(
    browser_of, open_page, writer, approver, publisher, clock, java_script_enabled
):
    how = {"java_script_enabled": java_script_enabled}
    edition = make_edition(written_by=writer)
    mine = browser_of(writer, **how)
    mine.goto(files_page(edition))
    upload(mine, FERRY, PLAN, TRAP)
    refusal = mine.get_by_text("“trap.png” is not taken. It is a web page")
    expect(refusal.first).to_be_visible()
    expect(card(mine, "plan.pdf")).to_be_visible()
    expect(card(mine, "ferry.jpg").get_by_text("0 of 3 sizes")).to_be_visible()
    make_renditions()
    if not java_script_enabled:
        mine.goto(files_page(edition))
    expect(card(mine, "ferry.jpg").locator("img")).to_be_visible()
    assert "“ferry.jpg” is saved." in describe(mine, "ferry.jpg")
    mine.goto(page_of(edition))
    assert "Submitted for review." in press(mine, "Submit for review")
    theirs = browser_of(approver, **how)
    theirs.goto(page_of(edition))
    assert "Approved." in press(theirs, "Approve these words")
    last = browser_of(publisher, **how)
    last.goto(page_of(edition))
    press(last, "Issue now")

    reads_and_takes_home(open_page(**how))


def reads_and_takes_home(page) -> None:
    page.goto(ADDRESS)
    image = page.get_by_role("img", name=ALT)
    assert image.evaluate("image => image.decode().then(() => image.currentSrc)")
    assert image.evaluate("({width, naturalWidth}) => width > 0 && naturalWidth > 0")
    assert page.get_by_role("figure").get_by_text("The ferry at rest.").is_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download the media kit").click()
    kit = zipfile.ZipFile(io.BytesIO(taken.value.path().read_bytes()))
    [ferry, plan] = json.loads(kit.read("manifest.json"))["files"]
    assert (ferry["credit"], ferry["alternative_text"]) == ("Odd Larsen", ALT)
    assert kit.read(ferry["file"]) == FERRY["buffer"]
    assert b"Harbour street" not in kit.read(ferry["file_for_pages"])
    assert kit.read(plan["file"]) == PDF


def test_files_are_dropped_put_in_order_taken_out_and_brought_back(browser_of, writer):
    edition = make_edition(written_by=writer)
    page = browser_of(writer)
    page.goto(files_page(edition))
    for name, colour in {"one.png": "red", "two.png": "blue"}.items():
        page.evaluate(DROP, [name, list(picture(colour=colour))])
        expect(card(page, name)).to_be_visible()

    card(page, "two.png").get_by_role("button", name="Up").click()
    assert "“two.png” is moved up." in said(page)
    assert [use.asset.name for use in edition.files.in_order()] == [
        "two.png",
        "one.png",
    ]
    card(page, "one.png").get_by_role("button", name="Take out").click()
    assert "is taken out" in said(page)
    assert "Taken back." in press(page, "Undo")

    expect(card(page, "one.png")).to_be_visible()
    assert EditionAsset.objects.count() == 2


def test_a_description_that_is_being_typed_stays_while_another_file_comes(
    browser_of, writer
):
    page = browser_of(writer)
    page.goto(files_page(make_edition(written_by=writer)))
    upload(page, FERRY)
    card(page, "ferry.jpg").get_by_label("Alternative text").fill("A ferry")

    upload(page, PLAN)

    expect(card(page, "plan.pdf")).to_be_visible()
    typed = card(page, "ferry.jpg").get_by_label("Alternative text")
    assert typed.input_value() == "A ferry"


def test_a_file_of_the_library_is_deleted_after_its_terms_were_changed(
    browser_of, writer
):
    page = browser_of(writer)
    page.goto(files_page(make_edition(written_by=writer)))
    upload(page, PLAN)
    card(page, "plan.pdf").get_by_role("button", name="Take out").click()
    page.goto(reverse("admin:briefings_asset_changelist"))
    page.get_by_role("link", name="plan.pdf").click()

    assert "are saved" in press_with(
        page, "Save the terms of use", Licence_terms="Ask."
    )
    assert "is deleted" in press(page, "Delete the file for ever")

// Conveniences only: everything on these pages works without them.

const guarded = document.querySelector("form[data-guard]");
let isDirty = false;

if (guarded) {
  guarded.addEventListener("input", () => { isDirty = true; });
  guarded.addEventListener("submit", () => { isDirty = false; });
  // Another button on the page would leave the unsaved text behind.
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });
}

// The search boxes that scripts put in the place of lists have no name of their own.
function nameSearchBoxes() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`)?.textContent.trim();
    const box = select.nextElementSibling?.querySelector(".select2-search__field");
    if (label) box?.setAttribute("aria-label", label);
  }
}

window.addEventListener("load", () => {
  nameSearchBoxes();
  window.django?.jQuery(document).on("select2:open", () => {
    const box = document.querySelector(".select2-dropdown .select2-search__field");
    box?.setAttribute("aria-label", "Search");
  });
});

// Words selected in the preview come along when something is to be marked.
const paper = document.querySelector(".paper");
let selected = "";

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (selection && !selection.isCollapsed && paper?.contains(selection.anchorNode)) {
    selected = selection.toString();
  }
});

for (const details of document.querySelectorAll("details[data-marks]")) {
  details.addEventListener("toggle", () => {
    const words = details.querySelector("textarea[name$='-words']");
    if (details.open && words && !words.value) words.value = selected;
  });
}


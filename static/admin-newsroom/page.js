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

// Words selected in the preview come along when something is to be marked.
const paper = document.querySelector("#preview .paper");
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


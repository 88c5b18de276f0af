// Conveniences only: everything on these pages works without them.

import { isHeld } from "./holding.js";
import { whenStaying } from "./leaving.js";

// The button of one form would leave behind what was typed into the others.
const typed = new Set();
let leavingWith = null;

function note({ target }) {
  const { form } = target;
  const isText = target.matches("textarea, input[type=text]");
  if (form?.method === "post" && (isText || form.matches("[data-guard]"))) {
    typed.add(form);
  }
}

document.addEventListener("input", note);
// What is chosen by Select2 is told to jQuery alone.
window.django?.jQuery?.(document).on("change", "form[data-guard] select", note);

window.addEventListener("submit", (event) => {
  const { target: form } = event;
  if (!event.defaultPrevented) leavingWith = form;
  // What a script sends in the background leaves nothing behind; what it holds back
  // until somebody is signed in does.
  else if (!isHeld(form) && !form.matches("[data-writing]")) typed.delete(form);
});

window.addEventListener("beforeunload", (event) => {
  const isLeft = (form) =>
    form !== leavingWith && form.isConnected && holdsWords(form);
  if ([...typed].some(isLeft)) event.preventDefault();
});

function holdsWords(form) {
  const differs = ({ value, defaultValue }) =>
    defaultValue !== undefined && value !== defaultValue;
  return form.matches("[data-guard]") || [...form.elements].some(differs);
}

whenStaying(() => { leavingWith = null; });

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


// Conveniences only: everything on these pages works without them.

import { isHeld } from "./holding.js";
import { whenStaying } from "./leaving.js";
import { forget, isLeftBehind } from "./typing.js";

let leavingWith = null;

window.addEventListener("submit", (event) => {
  const { target: form } = event;
  if (!event.defaultPrevented) leavingWith = form;
  // What a script sends in the background leaves nothing behind; what it holds back
  // until somebody is signed in does.
  else if (!isHeld(form) && !form.matches("[data-writing]")) forget(form);
});

window.addEventListener("beforeunload", (event) => {
  if (isLeftBehind(leavingWith)) event.preventDefault();
});

whenStaying(() => { leavingWith = null; });

// Words selected in the preview come along when something is to be marked.
const paper = document.querySelector("#preview .paper");
let selected = { words: "", time: 1 };

const inOneLine = (words) => words.replace(/\s+/g, " ");

// Which of the places where the words stand was selected. What the page says of a quote
// is none of the text.
function timeOf(words, range) {
  const text = paper.querySelector("[data-words]");
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  if (!text.contains(before.commonAncestorContainer)) return 1;
  const copy = before.cloneContents();
  for (const said of copy.querySelectorAll("figcaption, .permalink")) said.remove();
  return inOneLine(copy.textContent).split(inOneLine(words).trim()).length;
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (selection && !selection.isCollapsed && paper?.contains(selection.anchorNode)) {
    const words = selection.toString();
    if (words.trim()) selected = { words, time: timeOf(words, selection.getRangeAt(0)) };
  }
});

for (const details of document.querySelectorAll("details[data-marks]")) {
  details.addEventListener("toggle", () => {
    const words = details.querySelector("textarea[name$='-words']");
    const time = details.querySelector("input[name$='-time']");
    if (!details.open || !words || words.value) return;
    words.value = selected.words;
    if (time) time.value = selected.time;
  });
}


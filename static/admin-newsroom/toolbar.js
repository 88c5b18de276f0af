// Buttons and keys that write Markdown, and pasting from word processors.
import "../vendor/markdown-toolbar-element/markdown-toolbar-element.js";
import { ask, form, shortBody } from "./asking.js";

for (const toolbar of document.querySelectorAll("markdown-toolbar")) {
  const field = document.getElementById(toolbar.getAttribute("for"));
  field?.addEventListener("keydown", (event) => press(toolbar, event));
  field?.addEventListener("paste", paste);
}

function press(toolbar, event) {
  if (!(event.ctrlKey || event.metaKey)) return;
  const held = `${event.altKey ? "alt+" : ""}${event.shiftKey ? "shift+" : ""}`;
  // The sign on a key with Shift is another one on every keyboard.
  const sign = event.code.replace(/^(Digit|Key)/, "").replace("Period", ".").toLowerCase();
  const button = toolbar.querySelector(`[data-key="${CSS.escape(held + sign)}"]`)
    ?? toolbar.querySelector(`[data-key="${CSS.escape(held + event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

// Pasting without format (Ctrl+Shift+V) brings plain text only, and stays as it is.
async function paste(event) {
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  if (!html.trim()) return;
  event.preventDefault();
  const field = event.currentTarget;
  const { selectionStart, selectionEnd } = field;
  const before = field.value;
  let words = plain;
  try {
    words = (await ask("paste", shortBody({ html }))).markdown || plain;
  } catch {
    // Better the words alone than nothing.
  }
  field.focus();
  // Unless somebody typed on meanwhile: then it goes where they are.
  if (field.value === before) field.setSelectionRange(selectionStart, selectionEnd);
  insert(field, words);
}

// The one way to change a text that Ctrl+Z takes back.
function insert(field, words) {
  if (document.execCommand("insertText", false, words)) return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

if (form) form.dataset.toolbar = "ready";

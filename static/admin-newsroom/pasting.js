// What comes from a word processor keeps its headings, lists, quotations and links; a
// file may be dropped on the box.

const form = document.querySelector("form[data-paste]");
const box = form.querySelector("textarea");
const rich = form.querySelector("input[name$='-rich']");
const files = form.querySelector("input[type=file]");
const note = form.querySelector("[data-rich-note]");
let shown = "";

function keepRich(html, words) {
  rich.value = html;
  shown = words;
  note.textContent = html
    ? "Headings, lists, quotations and links are kept, though this box shows only words."
    : "";
}

box.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  const replacesAll = box.selectionEnd - box.selectionStart === box.value.length;
  if (!html || !replacesAll) return;
  event.preventDefault();
  box.value = event.clipboardData.getData("text/plain");
  keepRich(html, box.value);
  // So that whoever leaves the page is asked, as after typing.
  box.dispatchEvent(new Event("input", { bubbles: true }));
});

box.addEventListener("input", () => {
  if (!rich.value || box.value === shown) return;
  keepRich("", "");
  if (box.value) {
    note.textContent = "You changed the words, so they are taken as they stand here, " +
      "without headings and lists. Paste again to have those.";
  }
});

const section = form.closest(".paste");

for (const name of ["dragenter", "dragover"]) {
  section.addEventListener(name, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    section.classList.add("is-over");
  });
}

for (const name of ["dragleave", "drop"]) {
  section.addEventListener(name, () => section.classList.remove("is-over"));
}

section.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  files.files = event.dataTransfer.files;
  note.textContent = [...files.files].map((file) => file.name).join(", ");
});

// Sends files one by one, shows how far each is, and how far its sizes are made. Without
// scripts the form sends them all, and the page reloads itself.

import { isSure, proveAnew, why } from "./proving.js";
import { ask, messageOf, swap } from "./swapping.js";

const form = document.querySelector("[data-upload]");
const input = form.querySelector("input[type=file]");
const sending = document.querySelector("[data-sending]");
const said = document.querySelector("[data-said]");
const LIST = "#files";

form.querySelector("[data-drop-hint]").hidden = false;

function lineFor(file) {
  const line = document.createElement("li");
  const name = document.createElement("span");
  const bar = document.createElement("progress");
  name.textContent = file.name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `How much of ${file.name} is sent`);
  line.append(name, bar);
  sending.append(line);
  sending.hidden = false;
  return { line, bar };
}

function refuse({ line, bar }, words) {
  const why = document.createElement("p");
  why.className = "warning";
  why.textContent = words;
  bar.remove();
  line.append(why);
}

// Only this way of asking tells how much is sent.
function send(file, bar) {
  const body = new FormData(form);
  body.delete(input.name);
  body.append(input.name, file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      if (request.status < 400 && page.querySelector(LIST)) resolve(page);
      else reject(new Error("The server did not take it. Reload the page and try again."));
    });
    request.addEventListener("error", () => {
      reject(new Error("The connection broke. Try again."));
    });
    request.open("POST", form.getAttribute("action") ?? window.location.pathname);
    request.send(body);
  });
}

// What somebody is typing about another file stays.
function put(page) {
  const list = document.querySelector(".file-cards");
  if (!list || !isBeingTyped(list)) {
    swap(page, [LIST]);
    return;
  }
  for (const card of page.querySelectorAll(".file-cards > li")) {
    if (!document.getElementById(card.id)) list.append(card);
  }
}

function isBeingTyped(list) {
  const fields = [...list.querySelectorAll("textarea, input:not([type=hidden])")];
  return fields.some((field) =>
    field.value !== field.defaultValue || field.checked !== field.defaultChecked);
}

async function upload(files) {
  try {
    if (!isSure()) await proveAnew();
  } catch (problem) {
    said.textContent = `Not sent: ${why(problem)}`;
    said.classList.remove("visually-hidden");
    return;
  }
  said.classList.add("visually-hidden");
  const told = [];
  for (const [file, shown] of files.map((one) => [one, lineFor(one)])) {
    try {
      const page = await send(file, shown.bar);
      const { words, isError } = messageOf(page);
      told.push(words);
      if (isError) refuse(shown, words);
      else shown.line.remove();
      put(page);
    } catch (error) {
      refuse(shown, error.message);
      told.push(error.message);
    }
  }
  sending.hidden = !sending.children.length;
  said.textContent = told.join(" ");
  form.reset();
  watch();
}

form.addEventListener("submit", (event) => {
  if (!input.files.length) return;
  event.preventDefault();
  sending.replaceChildren();
  upload([...input.files]);
});

for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add("is-over");
  });
}

form.addEventListener("dragleave", () => form.classList.remove("is-over"));

form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("is-over");
  sending.replaceChildren();
  upload([...event.dataTransfer.files]);
});

let isWatching = false;

async function watch() {
  if (isWatching) return;
  isWatching = true;
  while (document.querySelector("[data-waiting]")) {
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
    await look();
  }
  isWatching = false;
}

async function look() {
  let told;
  try {
    const answer = await fetch(document.querySelector(LIST).dataset.progress);
    if (!answer.ok || answer.redirected) return;
    told = await answer.json();
  } catch {
    return; // asked again in a second
  }
  for (const file of told.files) {
    const card = document.getElementById(file.id);
    if (!card?.hasAttribute("data-waiting")) continue;
    if (file.is_over) await finish(card);
    else show(card, file);
  }
}

function show(card, file) {
  card.querySelector("[data-made]").value = file.made;
  card.querySelector("[data-how-far]").textContent = file.said;
}

// Only what is not being typed into: the picture, and what it still lacks.
async function finish(card) {
  const page = await ask(window.location.pathname);
  const there = page.getElementById(card.id);
  card.removeAttribute("data-waiting");
  if (!there) return;
  for (const part of [".file-picture", ".obstacles"]) {
    const mine = card.querySelector(part);
    const theirs = there.querySelector(part);
    if (mine && theirs) mine.replaceChildren(...theirs.childNodes);
    else mine?.remove();
  }
}

watch();

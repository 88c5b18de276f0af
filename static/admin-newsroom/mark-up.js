// Marking up by mouse or keyboard. Without this the same forms work, a page at a time.

import { Cards } from "./mark-up-cards.js";
import { Selecting } from "./mark-up-selecting.js";
import { ask, messageOf, post, swap } from "./swapping.js";
import { isLeftBehind } from "./typing.js";

const MOST_STEPS = 50;

const view = document.getElementById("mark-up");
const cards = new Cards(view);
const selecting = new Selecting(view, markSelection, (words) => say(words, true));
const { who } = document.getElementById("logout-form").dataset;
const steps = `undone ${who} ${window.location.pathname}`;
const undone = JSON.parse(sessionStorage.getItem(steps) ?? "[]");

const COMMANDS = {
  j: () => cards.move(1),
  k: () => cards.move(-1),
  a: () => press("[data-accept] form"),
  r: () => press("[data-reject] form"),
  e: () => follow("[data-change]"),
  u: () => view.querySelector("[data-undo] form")?.requestSubmit(),
  t: () => selecting.toTheText(),
  q: () => selecting.mark("quote"),
  c: () => selecting.mark("commitment"),
  f: () => selecting.mark("figure"),
  m: () => selecting.mark("comment"),
};

function press(selector) {
  cards.current?.querySelector(selector)?.requestSubmit();
}

function follow(selector) {
  cards.current?.querySelector(selector)?.click();
}

function say(words, isError = false) {
  const place = view.querySelector("[data-said]");
  place.textContent = words;
  place.classList.toggle("is-error", isError);
  place.classList.toggle("visually-hidden", !isError);
}

// Each answer takes the place of all cards, and of what was typed into one of them.
function mayGoOn(form) {
  return !isLeftBehind(form) || window.confirm(
    "You typed into another card and did not save it: that would be gone. Go on?");
}

async function show(work, parts) {
  view.setAttribute("aria-busy", "true");
  try {
    const page = await work();
    swap(page, parts);
    dress();
    const { words, isError } = messageOf(page);
    say(words, isError);
    return !isError;
  } catch (error) {
    say(`This did not work: ${error.message} Nothing is lost; try again.`, true);
    return false;
  } finally {
    view.removeAttribute("aria-busy");
  }
}

// What the server cannot know: that there are scripts, and the steps before the last.
function dress() {
  for (const part of view.querySelectorAll("[data-tools], [data-keys]")) {
    part.hidden = false;
  }
  const single = view.querySelector("[data-single-keys]");
  if (single) single.checked = keysAreOn();
  selecting.dress();
  const form = view.querySelector("[data-undo]");
  if (form && undone.at(-1) !== form.innerHTML) undone.push(form.innerHTML);
  if (!form && undone.length) offerUndo(undone.at(-1));
  // They are there when this page is loaded again.
  sessionStorage.setItem(steps, JSON.stringify(undone.slice(-MOST_STEPS)));
}

function offerUndo(html) {
  const place = document.createElement("div");
  place.dataset.undo = "";
  place.innerHTML = html;
  view.querySelector(".mark-up-bar .row").prepend(place);
}

async function markSelection(kind, span) {
  if (!mayGoOn(null)) return;
  const query = new URLSearchParams({ mark: kind, ...span });
  const worked = await show(() => ask(`?${query}`), ["#panel"]);
  if (worked) focusForm();
}

function focusForm() {
  const form = view.querySelector("[data-form]");
  form?.scrollIntoView({ block: "nearest" });
  const kinds = "input:not([type=hidden]), select, textarea";
  const fields = [...(form?.querySelectorAll(kinds) ?? [])];
  const empty = fields.find((field) => !field.value && field.offsetParent);
  (empty ?? form?.querySelector("button[type=submit]"))?.focus();
}

async function submit(form, button) {
  if (!mayGoOn(form)) return;
  const isUndo = Boolean(form.closest("[data-undo]"));
  const after = cards.after(form);
  const before = new Set(cards.all.map((card) => card.id));
  const body = new FormData(form, button);
  const parts = ["#mark-up-bar", "#panel", "#paper"];
  const work = async () => {
    const page = await post(window.location.pathname, body);
    if (isUndo) undone.pop();
    return page;
  };
  const worked = await show(work, parts);
  const back = cards.all.find((card) => !before.has(card.id));
  if (worked) cards.goTo(isUndo && back ? back.id : after);
  else focusForm();
}

view.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(event.target, event.submitter);
});

view.addEventListener("click", async (event) => {
  const change = event.target.closest("[data-change]");
  const cancel = event.target.closest("[data-cancel]");
  const word = event.target.closest("mark[data-ref]");
  if (change || cancel) {
    event.preventDefault();
    if (change && !mayGoOn(null)) return;
    const card = change?.closest("[data-card]").id;
    if (await show(() => ask((change ?? cancel).href), ["#panel"])) {
      if (card) cards.goTo(card);
      focusForm();
    }
  } else if (word) {
    cards.goToMark(word, { focus: false });
  } else {
    const card = event.target.closest("[data-card]");
    if (card && !event.target.closest("a, button, input, select, textarea, summary")) {
      cards.goTo(card.id);
    }
  }
});

const TYPING = "input, textarea, select, .select2-container";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.closest("[data-paper], [data-form]")) {
    cards.goTo(cards.current?.id);
    return;
  }
  if (event.target.closest(TYPING) || !keysAreOn()) return;
  const command = COMMANDS[event.key.toLowerCase()];
  if (command && !event.shiftKey) {
    event.preventDefault();
    command();
  }
});

function keysAreOn() {
  return localStorage.getItem("single-keys") !== "off";
}

view.addEventListener("change", (event) => {
  if (!event.target.matches("[data-single-keys]")) return;
  localStorage.setItem("single-keys", event.target.checked ? "on" : "off");
});

dress();
cards.goTo(window.location.hash.slice(1), { focus: false });

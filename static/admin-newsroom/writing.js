// While somebody writes: keeps what is not saved, shows the page as it will be, and tells
// who else is there. Saving needs none of it.
import { addressOf, ask, bodyWith, form, shortBody } from "./asking.js";
import { whenStaying } from "./leaving.js";
import { heard, isSure, proveAnew, unheard, why } from "./proving.js";

const KEEP_AFTER = 3000;
const TRY_AGAIN_AFTER = 10000;
const LOOK_AFTER = 400;
const HERE_EVERY = 30000;
const STAYS_AFTER = 2000;

const find = (selector) => document.querySelector(selector);

function start() {
  document.documentElement.classList.add("scripts-run");
  const live = find(".live");
  if (live && !matchMedia("(min-width: 75rem)").matches) live.open = false;
  form.addEventListener("input", changed);
  // Boxes that choose rows tell only the library that made them.
  window.django?.jQuery(form).on("change", "select", changed);
  form.addEventListener("submit", sendOff);
  whenStaying(stay, STAYS_AFTER);
  window.addEventListener("pagehide", leave);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-find]");
    if (button) goTo(button);
  });
  live?.addEventListener("toggle", () => { if (live.open) look(); });
  find("details.changed")?.addEventListener("toggle", look);
  for (const clash of document.querySelectorAll("[data-clash]")) settle(clash);
  look();
  tellHere();
  setInterval(tellHere, HERE_EVERY);
}

// Keeping

const kept = find("[data-kept]");
let keepTimer = 0;
let lookTimer = 0;
let isUnsaved = false;
let isKept = true;
let isRefused = false;
let isLeaving = false;

function changed() {
  const begins = !isUnsaved;
  isUnsaved = true;
  // Somebody who types without a pause is kept all the same.
  if (isKept) keepTimer = setTimeout(keep, KEEP_AFTER);
  isKept = false;
  clearTimeout(lookTimer);
  lookTimer = setTimeout(look, LOOK_AFTER);
  if (begins) tellHere();
}

function stay() {
  isLeaving = false;
  if (!isKept) keepTimer = setTimeout(keep, KEEP_AFTER);
}

async function keep() {
  if (isLeaving) return;
  isKept = true;
  const askedAt = Date.now();
  try {
    const { said } = await ask("keep", bodyWith());
    isRefused = false;
    say(said);
    heard(askedAt);
  } catch (problem) {
    if (isLeaving) return;
    isKept = false;
    unheard(problem, askedAt);
    // Whoever pressed "Save" was told already, and waits for an answer to that.
    if (!isRefused) say(`Not kept: ${why(problem)} Your text is still in this window.`);
    clearTimeout(keepTimer);
    keepTimer = setTimeout(keep, TRY_AGAIN_AFTER);
  }
}

function sendOff(event) {
  if (!isSure()) {
    event.preventDefault();
    sendWhenHeard(event.submitter);
    return;
  }
  isLeaving = true;
  clearTimeout(keepTimer);
}

async function sendWhenHeard(button) {
  try {
    await proveAnew();
  } catch (problem) {
    isRefused = true;
    say(`Not saved: ${why(problem)} Your text is still in this window.`);
    return;
  }
  form.requestSubmit(button);
}

// Read out only when there is something else to say.
function say(words) {
  if (kept && kept.textContent !== words) kept.textContent = words;
}

function leave() {
  if (!isLeaving && !isKept) navigator.sendBeacon(addressOf("keep"), bodyWith());
  navigator.sendBeacon(addressOf("leave"), shortBody());
}

// Looking

let looking = null;

async function look() {
  looking?.abort();
  looking = new AbortController();
  try {
    show(await ask("look", bodyWith(), looking.signal));
  } catch {
    // An older question was dropped, or there is no connection: the next one will do.
  }
}

function show({ paper, changes, advice }) {
  draw(find("[data-paper]"), paper);
  replace(find("[data-changes]"), changes);
  for (const [name, html] of Object.entries(advice)) {
    replace(find(`[data-advice="${name}"]`), html);
  }
}

// A document of the public site in a frame of its own, where nothing of the desk's style
// reaches it. Once it is there only its body changes, so that it is not scrolled away.
function draw(frame, html) {
  if (!frame) return;
  const there = frame.contentDocument;
  if (there?.URL !== "about:srcdoc" || there.readyState !== "complete") {
    frame.srcdoc = html;
    return;
  }
  const { body } = new DOMParser().parseFromString(html, "text/html");
  if (body.innerHTML !== there.body.innerHTML) {
    there.body.replaceChildren(...body.childNodes);
  }
}

// What a reader of the screen has under the finger stays where it is.
function replace(place, html) {
  if (!place || place.innerHTML === html) return;
  const { scrollTop } = place;
  const held = place.contains(document.activeElement)
    ? document.activeElement.dataset.find : undefined;
  place.innerHTML = html;
  place.scrollTop = scrollTop;
  if (held) place.querySelector(`[data-find="${CSS.escape(held)}"]`)?.focus();
}

// The words of the page, wherever the Markdown has signs between them.
function goTo(button) {
  const name = button.closest("[data-advice]").dataset.advice;
  const field = form.elements[`words-${name}`];
  const words = button.dataset.find.split(/\s+/);
  const pattern = (some) => some.map((word) =>
    word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\s*_>\\[\\]()#-]+");
  const found = new RegExp(pattern(words), "i").exec(field.value)
    ?? new RegExp(pattern(words.slice(0, 4)), "i").exec(field.value);
  field.focus();
  if (!found) return;
  field.setSelectionRange(found.index, found.index + found[0].length);
  const lines = field.value.slice(0, found.index).length / Math.max(1, field.value.length);
  field.scrollTop = lines * field.scrollHeight - field.clientHeight / 3;
}

// Who is there

async function tellHere() {
  if (isLeaving) return;
  const askedAt = Date.now();
  try {
    const body = shortBody({ writing: isUnsaved ? "yes" : "no" });
    const { here } = await ask("here", body);
    heard(askedAt);
    replace(find("[data-here]"), here);
  } catch (problem) {
    unheard(problem, askedAt); // Asked again in half a minute.
  }
}

// Choosing between two versions of one paragraph

function settle(clash) {
  const said = find("[data-clash-said]");
  const field = form.elements[`words-${clash.dataset.clash}`];
  const mine = clash.querySelector("[data-mine]").textContent;
  const theirs = clash.querySelector("[data-theirs]").textContent;
  const between = clash.dataset.between || " ";
  const versions = { mine, theirs, both: mine + between + theirs };
  let stands = versions[clash.querySelector("input:checked").value];
  let place = field.value.indexOf(stands);
  clash.addEventListener("change", (event) => {
    const wanted = versions[event.target.value];
    const at = stands ? field.value.indexOf(stands) : place;
    if (at < 0) {
      said.textContent = "You changed these words in the form: choose there.";
      return;
    }
    field.focus({ preventScroll: true });
    field.setRangeText(wanted, at, at + stands.length, "select");
    [stands, place] = [wanted, at];
    field.dispatchEvent(new Event("input", { bubbles: true }));
    event.target.focus({ preventScroll: true });
    said.textContent = "The form holds what you chose.";
  });
}

if (form) start();

// One release after another, so that it is seen how far it is and what became of each.
// Without scripts all of them go in one request. What somebody else did meanwhile is told
// by the server, release by release, however often one is sent.
import { messageOf, post } from "./swapping.js";

const form = document.querySelector("[data-retagging]");
const button = form.querySelector("button");
const bar = form.querySelector("progress");
const status = form.querySelector("[role=status]");
const waiting = form.elements.ids.value.split(",");
const all = waiting.length;
const undos = [];
let outcomes = null;
let isRunning = false;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!isRunning) run();
});

window.addEventListener("beforeunload", (event) => {
  if (isRunning) event.preventDefault();
});

async function run() {
  isRunning = true;
  button.hidden = true;
  bar.parentElement.hidden = false;
  bar.max = all;
  say("");
  try {
    while (waiting.length) {
      tell(await post(window.location.pathname, bodyFor(waiting[0])));
      waiting.shift();
      bar.value = all - waiting.length;
    }
    end();
  } catch (error) {
    stop(error);
  }
  isRunning = false;
}

function bodyFor(release) {
  const body = new FormData(form);
  for (const name of [...body.keys()]) {
    if (name.startsWith("shown_") && name !== `shown_${release}`) body.delete(name);
  }
  body.set("ids", release);
  return body;
}

function tell(page) {
  const section = page.querySelector("[data-outcomes]");
  if (!section) {
    // It is gone from this desk, or the choice is refused.
    const { words, isError } = messageOf(page);
    if (isError) throw new Error(words);
    return;
  }
  const undo = section.querySelector("[data-undo]");
  if (undo) undos.push(undo);
  if (outcomes) {
    outcomes.querySelector("tbody").append(...section.querySelectorAll("tbody tr"));
  } else {
    outcomes = document.importNode(section, true);
    outcomes.querySelector("[data-afterwards]").hidden = true;
    form.after(outcomes);
  }
}

function end() {
  const done = undos.length;
  say(`${done} of ${all} changed.`);
  bar.hidden = true;
  if (!outcomes) return;
  const afterwards = outcomes.querySelector("[data-afterwards]");
  afterwards.querySelector("[data-undo]")?.remove();
  if (done) afterwards.prepend(undoOfAll());
  afterwards.hidden = false;
  outcomes.querySelector("h2").after(status.parentElement);
  form.closest("section").replaceWith(outcomes);
  document.querySelector("[data-choosing]").remove();
}

function undoOfAll() {
  const [link] = undos;
  const addresses = undos.map((undo) => new URL(undo.href));
  const valuesOf = (name) => addresses.flatMap((one) => one.searchParams.getAll(name));
  const [{ pathname, searchParams: query }] = addresses;
  const [ids, apart] = [valuesOf("ids"), valuesOf("apart")];
  query.set("ids", ids.join(","));
  query.delete("apart");
  for (const one of apart) query.append("apart", one);
  link.href = `${pathname}?${query}`;
  return link;
}

function stop(error) {
  say(`Stopped: ${error.message} ${waiting.length} of ${all} are not changed yet.`);
  button.textContent = "Go on";
  button.hidden = false;
  button.focus();
}

function say(words) {
  status.textContent = words;
}

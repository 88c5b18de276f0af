// A form is held back until somebody is signed in, with everything that was typed. One
// that may lie open for an hour, `data-held`, asks each time.
import { isSure, proveAnew, why } from "./proving.js";

const held = new WeakSet();
const proven = new WeakSet();

export const isHeld = (form) => held.has(form);

window.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  held.delete(form);
  // It is answered by the page to sign in all the same.
  if (form.id === "logout-form" || proven.delete(form)) return;
  if (isSure() && !form.matches("[data-held]")) return;
  event.preventDefault();
  held.add(form);
  try {
    await proveAnew();
  } catch (problem) {
    say(form, `Not sent: ${why(problem)} What you put in is still in this window.`);
    return;
  }
  form.querySelector("[data-not-sent]")?.remove();
  proven.add(form);
  form.requestSubmit(submitter);
});

function say(form, words) {
  let line = form.querySelector("[data-not-sent]");
  if (!line) {
    line = document.createElement("p");
    line.className = "warning";
    line.dataset.notSent = "";
    line.setAttribute("role", "alert");
    form.append(line);
  }
  line.textContent = words;
}

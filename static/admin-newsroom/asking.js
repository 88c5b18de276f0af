// Asks the server about the form of words, as it stands in the window.
import { Refusal, send } from "./answers.js";

const PROOF = "csrfmiddlewaretoken";

export const form = document.querySelector("form[data-writing]");
const keeping = form?.dataset.writing ?? "";

// The address of "keep" is on the form; its neighbours differ in the last part.
export const addressOf = (verb) => keeping.replace(/[^/]+\/$/, `${verb}/`);

export function bodyWith(more = {}) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  return body;
}

// Only what proves who asks, for questions that need no text.
export function shortBody(more = {}) {
  const body = new FormData();
  body.set(PROOF, form.elements[PROOF].value);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  return body;
}

const otherwise = "You may be signed out: open the desk in another window and sign in.";

let isProven = true;

export async function ask(verb, body, signal) {
  if (!isProven) {
    await proveAnew();
    body.set(PROOF, form.elements[PROOF].value);
  }
  try {
    return await send(addressOf(verb), body, { otherwise, signal });
  } catch (problem) {
    if (problem instanceof Refusal && !problem.isAnswer) isProven = false;
    throw problem;
  }
}

// Whoever signed out and in again, in another window, has another proof of who asks:
// with the old one nothing in this window could be kept or saved any more.
export async function proveAnew() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const proof = page.querySelector(`form[data-writing] [name="${PROOF}"]`);
  if (!proof) throw new Refusal(otherwise, false);
  for (const field of document.getElementsByName(PROOF)) field.value = proof.value;
  isProven = true;
}

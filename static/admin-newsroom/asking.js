// Asks the server about the form of words, as it stands in the window.
import { Refusal, send } from "./answers.js";
import { PROOF, SIGNED_OUT, proveAnew as proveAnewBy } from "./proving.js";

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

let isProven = true;

export async function ask(verb, body, signal) {
  if (!isProven) {
    await proveAnew();
    body.set(PROOF, form.elements[PROOF].value);
  }
  try {
    return await send(addressOf(verb), body, { otherwise: SIGNED_OUT, signal });
  } catch (problem) {
    if (problem instanceof Refusal && !problem.isAnswer) isProven = false;
    throw problem;
  }
}

export async function proveAnew() {
  await proveAnewBy("form[data-writing]");
  isProven = true;
}

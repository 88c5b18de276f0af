// Asks the server about the form of words, as it stands in the window.
import { PROOF, sendProven } from "./proving.js";

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

export const ask = (verb, body, signal) => sendProven(addressOf(verb), body, { signal });

// A page that is asked for in the background takes the place of parts of this one: the
// server renders everything, once, for browsers with scripts and without.

import { Refusal } from "./answers.js";
import { SIGNED_OUT, withProof } from "./proving.js";

export async function ask(address, options = {}) {
  const response = await fetch(address, { credentials: "same-origin", ...options });
  if (response.status === 403) throw new Refusal(SIGNED_OUT, false);
  if (response.status === 429) throw new Error((await response.json()).refused);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  // Only who is signed in can log out.
  if (!page.getElementById("logout-form")) throw new Refusal(SIGNED_OUT, false);
  return page;
}

export function post(address, body) {
  return withProof(body, (proven) => ask(address, { method: "POST", body: proven }));
}

export function swap(page, selectors) {
  for (const selector of selectors) {
    const here = document.querySelector(selector);
    const there = page.querySelector(selector);
    if (!here || !there) {
      throw new Error("A colleague changed this page. Keep your words, and reload it.");
    }
    here.replaceChildren(...there.childNodes);
    // The search boxes for people, topics and so on wait for this.
    here.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
  }
}

export function messageOf(page) {
  const items = [...page.querySelectorAll("ul.messagelist li")];
  return {
    words: items.map((item) => item.textContent.trim()).join(" "),
    isError: items.some((item) => item.classList.contains("error")),
  };
}

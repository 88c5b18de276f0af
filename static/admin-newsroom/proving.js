// The browser leaves a page for the answer to its form, also where that is a page to sign
// in, and what was typed would be gone. So it is asked first who is signed in.
import { Refusal } from "./answers.js";

export const PROOF = "csrfmiddlewaretoken";
export const SIGNED_OUT =
  "You may be signed out: open the desk in another window and sign in.";

export const why = (problem) =>
  problem instanceof Refusal ? problem.message : "There is no connection.";

// Whoever signed out and in again, in another window, has another proof of who asks:
// with the old one nothing in this window could be kept or saved any more. `form` is the
// selector of a form that only those see who are signed in.
export async function proveAnew(form) {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const proof = page.querySelector(`${form} [name="${PROOF}"]`);
  if (!proof) throw new Refusal(SIGNED_OUT, false);
  for (const field of document.getElementsByName(PROOF)) field.value = proof.value;
}

// Hold the form back until somebody is signed in; `say` tells why it is held.
export function holdUntilSignedIn(selector, say) {
  const form = document.querySelector(selector);
  let isProven = false;
  form.addEventListener("submit", async (event) => {
    if (isProven) {
      isProven = false;
      return;
    }
    const { submitter } = event;
    event.preventDefault();
    try {
      await proveAnew(selector);
    } catch (problem) {
      say(`Not sent: ${why(problem)} What you put in is still in this window.`);
      return;
    }
    isProven = true;
    form.requestSubmit(submitter);
  });
}

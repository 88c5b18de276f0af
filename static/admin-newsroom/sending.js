// A form that is on its way is not sent again by the second half of a double click.
import { whenStaying } from "./leaving.js";

const FREE_AFTER = 10000;

const sent = new Set();

window.addEventListener("submit", (event) => {
  const { target: form } = event;
  // What a script sends stays on the page, as does what opens beside it.
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  // A form that answers with a file, or not at all, is sent again by a later press.
  setTimeout(() => sent.delete(form), FREE_AFTER);
});

whenStaying(() => sent.clear());

// Back on a page that the browser kept as it was.
window.addEventListener("pageshow", () => sent.clear());

// Enters a name where it is chosen: the search box offers it when nothing bears it.
import { PROOF, sendProven } from "./proving.js";

const jQuery = window.django?.jQuery;

function say(select, words, role) {
  const box = select.nextElementSibling ?? select;
  let line = box.parentElement.querySelector(":scope > .naming-said");
  if (!line) {
    line = document.createElement("p");
    line.className = "naming-said quiet";
    box.after(line);
  }
  line.setAttribute("role", role);
  line.textContent = words;
}

function enter({ address, name }) {
  const body = new FormData();
  body.set(PROOF, document.getElementsByName(PROOF)[0].value);
  body.set("name", name);
  return sendProven(address, body);
}

function choose(select, { id, text }) {
  const there = [...select.options].find((option) => option.value === id);
  const option = there ?? select.appendChild(new Option(text, id));
  if (!select.multiple) select.value = id;
  option.selected = true;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

async function take(select, offer) {
  jQuery(select).select2("close");
  try {
    const row = await enter(offer);
    choose(select, row);
    say(select, `“${row.text}” is entered.`, "status");
  } catch (refusal) {
    say(select, refusal.message, "alert");
  }
}

jQuery?.(document).on("select2:selecting", (event) => {
  const offer = event.params.args.data;
  if (!offer.address) return;
  event.preventDefault();
  take(event.target, offer);
});

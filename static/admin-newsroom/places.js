// The order of what is chosen in a box: its list of options, which is sent in its order,
// and the numbers beside the names say the same.
const jQuery = window.django?.jQuery;

function chosenIn(select) {
  return [...select.options].filter((option) => option.selected);
}

// The box may have other rows than the list, which follows it.
function follow(list, select) {
  const { name } = list.dataset;
  const [rows, template] = [list.querySelector("ol"), list.querySelector("template")];
  const there = new Map([...rows.children].map((row) => [row.dataset.key, row]));
  const wanted = chosenIn(select).map((option) => {
    const row = there.get(option.value) ?? template.content.cloneNode(true).firstElementChild;
    row.dataset.key = option.value;
    for (const label of row.querySelectorAll("[data-label]")) label.textContent = option.text;
    return row;
  });
  // Rows that stay where they are keep the focus.
  for (const row of there.values()) if (!wanted.includes(row)) row.remove();
  wanted.forEach((row, index) => {
    if (rows.children[index] !== row) rows.insertBefore(row, rows.children[index] ?? null);
    const number = row.querySelector("input");
    number.name = name + row.dataset.key;
    number.value = index + 1;
    const [up, down] = row.querySelectorAll("[data-step]");
    up.disabled = index === 0;
    down.disabled = index === wanted.length - 1;
  });
  list.hidden = wanted.length < 2;
}

function step(list, select, button) {
  const row = button.closest("li");
  const chosen = chosenIn(select);
  const from = chosen.findIndex((option) => option.value === row.dataset.key);
  const to = from + Number(button.dataset.step);
  if (from < 0 || !chosen[to]) return;
  chosen[to][to < from ? "before" : "after"](chosen[from]);
  // Select2, and what keeps the text, listen to jQuery alone.
  jQuery(select).trigger("change");
  (button.disabled ? row.querySelector("[data-step]:not([disabled])") : button).focus();
  const [label] = row.querySelectorAll("[data-label]");
  list.querySelector("[role=status]").textContent =
    `${label.textContent}: ${to + 1} of ${chosen.length}`;
}

for (const list of document.querySelectorAll("[data-places]")) {
  const select = document.getElementById(list.dataset.places);
  if (!jQuery || !select) continue;
  jQuery(select).on("change", () => follow(list, select));
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-step]");
    if (button) step(list, select, button);
  });
  follow(list, select);
}

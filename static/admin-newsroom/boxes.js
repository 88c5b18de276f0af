// The boxes that scripts put in the place of lists are named after the lists' labels.
const BOXES = [
  ".select2-selection[role=combobox]",
  ".select2-selection__rendered[role=textbox]",
  ".select2-search__field",
];

function nameBoxes() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    if (!label) continue;
    label.id = `${select.id}-label`;
    for (const box of select.nextElementSibling?.querySelectorAll(BOXES.join()) ?? []) {
      const names = (box.getAttribute("aria-labelledby") ?? "").split(" ");
      const others = names.filter((name) => name && name !== label.id);
      box.setAttribute("aria-labelledby", [label.id, ...others].join(" "));
    }
  }
}

// Each choice has a cross of its own; one for all of them is no item of the list that
// it would stand in.
for (const select of document.querySelectorAll("select.admin-autocomplete[multiple]")) {
  select.dataset.allowClear = "false";
}

const jQuery = window.django?.jQuery;

if (jQuery) {
  // After the list's own script, which waits for the same moment.
  jQuery(nameBoxes);
  document.addEventListener("formset:added", () => jQuery(nameBoxes));
  jQuery(document).on("select2:open", () => {
    const box = document.querySelector(".select2-dropdown .select2-search__field");
    box?.setAttribute("aria-label", "Search");
  });
}

// What was typed into the forms of a page and was not sent. The button of one form would
// leave behind what is in the others.
const typed = new Set();

const KINDS = "textarea, input:not([type=checkbox], [type=radio], [type=file])";

function note({ target }) {
  const { form } = target;
  const isText = target.matches(KINDS);
  if (form?.method === "post" && (isText || form.matches("[data-guard]"))) {
    typed.add(form);
  }
}

document.addEventListener("input", note);
// What is chosen by Select2 is told to jQuery alone.
window.django?.jQuery?.(document).on("change", "form[data-guard] select", note);

export const forget = (form) => typed.delete(form);

export function isLeftBehind(by) {
  return [...typed].some((form) => form !== by && form.isConnected && holdsWords(form));
}

function holdsWords(form) {
  const differs = ({ value, defaultValue }) =>
    defaultValue !== undefined && value !== defaultValue;
  return form.matches("[data-guard]") || [...form.elements].some(differs);
}

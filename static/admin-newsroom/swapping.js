// A page that is asked for in the background takes the place of parts of this one: the
// server renders everything, once, for browsers with scripts and without.

export async function ask(address, options = {}) {
  const response = await fetch(address, { credentials: "same-origin", ...options });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

export function swap(page, selectors) {
  for (const selector of selectors) {
    const here = document.querySelector(selector);
    const there = page.querySelector(selector);
    if (!here || !there) {
      window.location.reload(); // somebody else's page, such as the sign-in
      return;
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

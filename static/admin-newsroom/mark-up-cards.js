// The cards beside the text: which is the current one, and its words in the text.

export class Cards {
  constructor(view) {
    this.view = view;
    this.id = "";
  }

  get all() {
    return [...this.view.querySelectorAll("[data-card]")];
  }

  get current() {
    return this.all.find((card) => card.id === this.id) ?? null;
  }

  move(step) {
    const all = this.all;
    const at = all.findIndex((card) => card.id === this.id);
    const next = at < 0 ? 0 : (at + step + all.length) % all.length;
    this.goTo(all[next]?.id);
  }

  // Where to be once the form of a card is sent: at the next proposal, then the first.
  after(form) {
    const card = form.closest("[data-card]");
    if (!card) return [this.id];
    const ids = this.all.map((each) => each.id);
    const at = ids.indexOf(card.id);
    return [...ids.slice(at + 1), ...ids.slice(0, at), card.id];
  }

  // One card, or the first of several that is still proposed.
  goTo(wanted, { focus = true } = {}) {
    const ids = Array.isArray(wanted) ? wanted : [wanted];
    const all = this.all;
    const there = ids.map((id) => all.find((card) => card.id === id)).filter(Boolean);
    const isProposed = (card) => card.classList.contains("proposed");
    const card =
      (ids.length > 1 && there.find(isProposed)) ||
      there[0] || all.find(isProposed) || all[0];
    if (card) this._show(card, focus);
  }

  goToMark(mark, options) {
    const [kind, ref] = mark.dataset.ref.split(/-(.*)/);
    const isProposed = mark.classList.contains("proposed");
    this.goTo(isProposed ? `suggestion-${ref}` : `${kind}-${ref}`, options);
  }

  _show(card, focus) {
    this.id = card.id;
    for (const each of this.all) each.toggleAttribute("aria-current", each === card);
    card.setAttribute("aria-current", "true");
    for (const old of this.view.querySelectorAll("mark.current")) {
      old.classList.remove("current");
    }
    const marks = this._marksOf(card);
    for (const mark of marks) mark.classList.add("current");
    marks[0]?.scrollIntoView({ block: "nearest" });
    card.scrollIntoView({ block: "nearest" });
    if (focus) card.focus({ preventScroll: true });
  }

  _marksOf(card) {
    const ref = card.id.replace(/^[a-z]+-/, "");
    const kinds = ["quote", "commitment", "figure", "comment"];
    const kind = kinds.find((each) => card.classList.contains(each));
    const proposed = card.classList.contains("proposed");
    const name = CSS.escape(`${kind}-${ref}`);
    const marks = this.view.querySelectorAll(`mark[data-ref="${name}"]`);
    return [...marks].filter((m) => m.classList.contains("proposed") === proposed);
  }
}

// Selecting words in the text and beside it, by mouse or, with a caret of its own, by
// keyboard.

import { spanOf } from "./code-points.js";

const CHANGES = ["beforeinput", "paste", "drop", "cut", "dragstart"];
const NOTHING = "Select the words first.";

export class Selecting {
  constructor(view, whenMarked, say) {
    this.view = view;
    this.whenMarked = whenMarked;
    this.say = say;
    this.span = null;
    const paper = view.querySelector("#paper");
    for (const change of CHANGES) {
      paper.addEventListener(change, (event) => event.preventDefault());
    }
    document.addEventListener("selectionchange", () => this._notice());
    view.addEventListener("mousedown", (event) => {
      // Else the press of the button would end the selection.
      if (event.target.closest("[data-mark]")) event.preventDefault();
    });
    view.addEventListener("click", (event) => {
      const button = event.target.closest("[data-mark]");
      if (button) this.mark(button.dataset.mark);
    });
    this.bubble = this._bubble();
  }

  // The text is one, and so is every part beside it.
  get parts() {
    return [...this.view.querySelectorAll("#paper [data-words], #paper [data-part]")];
  }

  dress() {
    for (const part of this.parts) {
      if (part.isContentEditable) continue;
      this._dress(part);
      this.span = null; // the page is another one
    }
    this._enable();
  }

  _dress(part) {
    const { called } = part.dataset;
    const purpose = "part" in part.dataset ? "comment on them" : "mark them";
    // A caret to move by keyboard needs a text that can be edited; this one cannot.
    part.setAttribute("contenteditable", "true");
    part.setAttribute("role", "textbox");
    part.setAttribute("aria-multiline", "true");
    part.setAttribute("aria-readonly", "true");
    part.setAttribute("aria-label", `The ${called}. Select words here to ${purpose}.`);
    part.spellcheck = false;
  }

  // Where one is in a part already, to the next one.
  toTheText() {
    const parts = this.parts;
    const text = parts.findIndex((part) => "words" in part.dataset);
    const at = parts.indexOf(document.activeElement);
    const part = parts[at < 0 ? text : (at + 1) % parts.length];
    part.focus();
    const place = part.querySelector("mark.current") ??
      part.querySelector("[data-start]");
    if (place) document.getSelection().collapse(place, 0);
  }

  mark(kind) {
    // A quick key comes before the browser has told of the selection.
    this.span = this._selected() ?? this.span;
    if (!this.span) {
      this.say(NOTHING);
      return;
    }
    if (!this._takes(kind)) {
      this.say("Quotes, commitments and figures are marked in the text. " +
        `Words of the ${this.span.called} can only be commented on.`);
      return;
    }
    this._highlight();
    this.bubble.hidden = true;
    const { start, end, part } = this.span;
    this.whenMarked(kind, part ? { start, end, part } : { start, end });
  }

  _takes(kind) {
    return Boolean(this.span) && (kind === "comment" || !this.span.part);
  }

  _selected() {
    const selection = document.getSelection();
    const node = selection?.anchorNode;
    const part = node && this.parts.find((each) => each.contains(node));
    const span = part ? spanOf(selection, part) : null;
    const { part: name = "", called } = part?.dataset ?? {};
    return span && { ...span, part: name, called };
  }

  _notice() {
    const node = document.getSelection()?.anchorNode;
    const isHere = Boolean(node) && this.parts.some((part) => part.contains(node));
    const active = document.activeElement;
    const isBeside = active && this.view.contains(active);
    if (!isHere && isBeside && !this.parts.includes(active)) return;
    this.span = this._selected();
    this._enable();
    this._place(this.span ? document.getSelection().getRangeAt(0) : null);
  }

  _enable() {
    for (const button of this.view.querySelectorAll("[data-mark]")) {
      const isOff = !this._takes(button.dataset.mark);
      // One that is off can be pressed all the same, and then says why it is.
      button.setAttribute("aria-disabled", String(isOff));
      if (this.bubble.contains(button)) button.hidden = isOff;
    }
  }

  _bubble() {
    const bubble = document.createElement("div");
    bubble.className = "bubble";
    bubble.hidden = true;
    for (const kind of ["quote", "commitment", "figure", "comment"]) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.mark = kind;
      button.tabIndex = -1; // the same buttons stand above
      button.textContent = kind[0].toUpperCase() + kind.slice(1);
      bubble.append(button);
    }
    this.view.querySelector(".sheet").append(bubble);
    return bubble;
  }

  _place(range) {
    this.bubble.hidden = !range;
    if (!range) return;
    const rects = range.getClientRects();
    const last = rects[rects.length - 1] ?? range.getBoundingClientRect();
    const sheet = this.view.querySelector(".sheet").getBoundingClientRect();
    const width = this.bubble.offsetWidth;
    const left = Math.min(last.right - sheet.left - width / 2, sheet.width - width);
    this.bubble.style.left = `${Math.max(0, left)}px`;
    this.bubble.style.top = `${last.bottom - sheet.top + 8}px`;
  }

  // The words stay visible while the form about them is filled in.
  _highlight() {
    const selection = document.getSelection();
    if (!window.Highlight || !selection.rangeCount) return;
    CSS.highlights.set("chosen", new Highlight(selection.getRangeAt(0).cloneRange()));
  }
}

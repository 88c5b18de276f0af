// Selecting words in the text, by mouse or, with a caret of its own, by keyboard.

import { spanOf } from "./code-points.js";

const CHANGES = ["beforeinput", "paste", "drop", "cut", "dragstart"];

export class Selecting {
  constructor(view, whenMarked) {
    this.view = view;
    this.whenMarked = whenMarked;
    this.span = null;
    const words = this.words;
    // A caret to move by keyboard needs a text that can be edited; this one cannot.
    words.setAttribute("contenteditable", "true");
    words.setAttribute("role", "textbox");
    words.setAttribute("aria-multiline", "true");
    words.setAttribute("aria-readonly", "true");
    words.setAttribute("aria-label", "The text. Select words here to mark them.");
    words.spellcheck = false;
    for (const change of CHANGES) {
      words.addEventListener(change, (event) => event.preventDefault());
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

  get words() {
    return this.view.querySelector("#paper [data-words]");
  }

  dress() {
    this._enable();
  }

  toTheText() {
    this.words.focus();
    const mark = this.words.querySelector("mark.current");
    const place = mark ?? this.words.querySelector("[data-start]");
    if (place) document.getSelection().collapse(place, 0);
  }

  mark(kind) {
    // A quick key comes before the browser has told of the selection.
    this.span = spanOf(document.getSelection(), this.words) ?? this.span;
    if (!this.span) return;
    this._highlight();
    this.bubble.hidden = true;
    this.whenMarked(kind, this.span);
  }

  _notice() {
    const selection = document.getSelection();
    const isHere = selection?.anchorNode && this.words.contains(selection.anchorNode);
    const active = document.activeElement;
    if (!isHere && active && this.view.contains(active) && active !== this.words) return;
    this.span = isHere ? spanOf(selection, this.words) : null;
    this._enable();
    this._place(isHere && this.span ? selection.getRangeAt(0) : null);
  }

  _enable() {
    for (const button of this.view.querySelectorAll("[data-mark]")) {
      button.disabled = !this.span;
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

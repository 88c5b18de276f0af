// Where selected words stand in the plain text, in code points: PostgreSQL and Python
// count these, while JavaScript counts the halves of some of them.

const LEAVES = "[data-start]";

function lengthUpTo(leaf, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(leaf);
  range.setEnd(node, offset);
  return [...wordsOf(range.cloneContents())].length;
}

function wordsOf(fragment) {
  for (const line of fragment.querySelectorAll("br")) line.replaceWith("\n");
  return fragment.textContent;
}

function partOf(leaf, range) {
  const all = document.createRange();
  all.selectNodeContents(leaf);
  const begins = leaf.contains(range.startContainer) && range.startContainer !== leaf;
  const ends = leaf.contains(range.endContainer) && range.endContainer !== leaf;
  const from = begins ? lengthUpTo(leaf, range.startContainer, range.startOffset) : 0;
  const to = ends
    ? lengthUpTo(leaf, range.endContainer, range.endOffset)
    : [...wordsOf(all.cloneContents())].length;
  const start = Number(leaf.dataset.start);
  return { start: start + from, end: start + to };
}

function withoutSpaces(span, text) {
  const words = [...text];
  let { start, end } = span;
  while (start < end && !words[start - span.start]?.trim()) start += 1;
  while (end > start && !words[end - 1 - span.start]?.trim()) end -= 1;
  return { start, end };
}

// The span of a selection inside `paper`, or null for one without words.
export function spanOf(selection, paper) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(paper)) return null;
  const parts = [...paper.querySelectorAll(LEAVES)]
    .filter((leaf) => range.intersectsNode(leaf))
    .map((leaf) => partOf(leaf, range))
    .filter((part) => part.start < part.end);
  if (!parts.length) return null;
  const span = { start: parts[0].start, end: parts.at(-1).end };
  // Paragraphs are parted by two characters that the page does not show, so that only
  // spaces in one paragraph can be told here; the server does not mind the others.
  return parts.length === 1 ? withoutSpaces(span, range.toString()) : span;
}

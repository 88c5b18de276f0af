// Keeps the page of an export up to date; without scripts the page reloads itself.

const making = document.querySelector("[data-progress]");
const bar = making.querySelector("progress");
const status = making.querySelector("[role=status]");
const file = making.querySelector("a.button");

async function look() {
  let told;
  try {
    const answer = await fetch(making.dataset.progress);
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    told = await answer.json();
  } catch {
    setTimeout(look, 5000);
    return;
  }
  if (told.rows) {
    bar.max = told.rows;
    bar.value = told.done;
  }
  if (status.textContent !== told.said) status.textContent = told.said;
  if (told.file) {
    bar.value = bar.max;
    file.href = told.file;
    file.hidden = false;
  }
  if (!told.isOver) setTimeout(look, 1000);
}

look();

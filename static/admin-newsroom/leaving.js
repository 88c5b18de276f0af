// Whoever was asked whether to leave the page, and stays, is told so to the scripts that
// had stopped for it. What waits longer is not done in vain while the next page loads.
export function whenStaying(goOn, after = 0) {
  window.addEventListener("beforeunload", (event) => {
    setTimeout(() => { if (event.defaultPrevented) goOn(); }, after);
  });
}

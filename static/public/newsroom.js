// For comfort only: every page is complete without it.

const LATELY = 7 * 24 * 3600;
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const label = button.innerHTML;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = document.body.dataset.copied;
    } catch {
      button.textContent = document.body.dataset.notCopied;
    }
    announce(button.textContent);
    setTimeout(() => { button.innerHTML = label; }, 2000);
  });
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Beside moments of the last days, how long ago that was. The moment itself stays.
const { lang } = document.documentElement;
const words = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
for (const time of document.querySelectorAll("time[datetime*='T']")) {
  const ago = (Date.now() - Date.parse(time.dateTime)) / 1000;
  if (!(ago >= 60 && ago < LATELY)) continue;
  const [unit, seconds] = UNITS.find(([, seconds]) => ago >= seconds);
  const told = document.createElement("span");
  told.className = "ago";
  told.lang = lang;
  told.textContent = ` (${words.format(-Math.floor(ago / seconds), unit)})`;
  time.after(told);
}

function announce(message) {
  let place = document.querySelector("[role=status]");
  if (!place) {
    place = document.createElement("p");
    place.className = "unseen";
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  place.textContent = message;
}

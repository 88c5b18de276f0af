// Keeps "in 6 hours" true while the page stays open. What the server wrote is right at
// load; the words and steps are those of `how_far` in standing.py.

const STEPS = [[90, 60, "minute"], [48, 3600, "hour"], [60, 86400, "day"]];
const MONTH = [0, (365 * 86400) / 12, "month"];
const moments = document.querySelectorAll("time.moment[data-now]");
// The server's clock decides, not the one of this machine.
const ahead = moments.length ? Date.parse(moments[0].dataset.now) - Date.now() : 0;

function howFar(seconds) {
  const distance = Math.abs(seconds);
  if (distance < 60) return seconds <= 0 ? "now" : "in less than a minute";
  const [, size, unit] = STEPS.find(([most, step]) => distance < most * step) ?? MONTH;
  const number = Math.floor(distance / size);
  const counted = `${number} ${unit}${number === 1 ? "" : "s"}`;
  return seconds > 0 ? `in ${counted}` : `${counted} ago`;
}

function tick() {
  for (const time of moments) {
    const seconds = (Date.parse(time.dateTime) - Date.now() - ahead) / 1000;
    const words = time.textContent.replace(/, [^,]*$/, `, ${howFar(seconds)}`);
    if (time.textContent !== words) time.textContent = words;
  }
}

setInterval(tick, 1000);

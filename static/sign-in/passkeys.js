// What happens when a passkey is not used: a sentence on the page instead of a line in
// the console. People stop on the way, and not every browser can.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const trouble = document.getElementById("passkey-trouble");
  trouble.hidden = true;
  // Made visible anew, so that it is read aloud each time.
  requestAnimationFrame(() => {
    trouble.hidden = false;
  });
});

"use strict";
/* Arrow keys turn the pages of a hearing; the links beneath do the same without scripts. A clock counts the minutes. */
document.addEventListener("keydown", (event) => {
  const turn = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const busy = event.target.closest("input, textarea, select, [contenteditable], [role='region']");
  if (!turn || busy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  const link = document.querySelector(`.hearing-turn a[rel='${turn}']`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
const clock = document.querySelector("[data-clock]");
if (clock) {
  const begun = performance.now();
  const over = clock.querySelector(".over");
  const tell = () => {
    const seconds = Math.floor((performance.now() - begun) / 1000);
    clock.querySelector("[role='timer']").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (over && seconds >= Number(clock.dataset.minutes) * 60) over.hidden = false;
  };
  clock.hidden = false;
  tell();
  setInterval(tell, 1000);
}

"use strict";
/* Arrow keys turn the pages of a hearing; the links beneath do the same without scripts. */
document.addEventListener("keydown", (event) => {
  const turn = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const busy = event.target.closest("input, textarea, select, [contenteditable], [role='region']");
  if (!turn || busy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  const link = document.querySelector(`.hearing-turn a[rel='${turn}']`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

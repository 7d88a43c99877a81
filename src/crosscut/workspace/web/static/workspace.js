"use strict";
/* Saves a programme while it is typed, and keeps what was typed from being left behind. Without it the button saves. */
const form = document.querySelector("form[data-save]");
if (form && form.querySelector("[data-status]")) {
  const say = form.querySelector("[data-status]");
  const fields = [...form.querySelectorAll("input[id], textarea[id]")].filter((each) => !each.readOnly);
  const kept = new Map(fields.map((each) => [each.name, each.value]));
  let timer = 0, busy = false, stopped = false;
  const changed = () => fields.filter((each) => kept.get(each.name) !== each.value);
  const told = (text) => { say.textContent = text; };
  const save = async () => {
    const sent = Object.fromEntries(changed().map((each) => [each.name, each.value]));
    if (busy || stopped || !Object.keys(sent).length) return;
    busy = true;
    told(form.dataset.saving);
    try {
      const answer = await fetch(form.dataset.save, {
        method: "PUT",
        headers: {
          "content-type": "application/json", accept: "application/json",
          "if-match": `"${form.elements.version.value}"`, "x-form-token": form.elements.token.value,
        },
        body: JSON.stringify({ typed: sent }),
      });
      const said = await answer.json();
      if (answer.ok) {
        form.elements.version.value = String(said.version);
        for (const [name, value] of Object.entries(sent)) {
          kept.set(name, value);
          const source = document.getElementById(`w-${name}`);
          if (source) source.textContent = source.dataset.typed;
        }
        told(form.dataset.saved);
      } else {
        const error = said.error;
        stopped = answer.status === 409;
        told(document.documentElement.lang === "ko" ? error.message_ko : error.message);
      }
    } catch {
      told(form.dataset.unsaved);
    }
    busy = false;
    if (!stopped && changed().length) timer = window.setTimeout(save, 3000);
  };
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    if (!stopped && changed().length) told(form.dataset.edited);
    timer = window.setTimeout(save, 1200);
  });
  form.addEventListener("submit", () => { stopped = true; window.clearTimeout(timer); });
  window.addEventListener("beforeunload", (event) => {
    if (!stopped && changed().length) event.preventDefault();
  });
}
/* Says how far a job is while it runs, and shows the page anew when it changes its state. Without it the link does. */
const watched = document.querySelector("[data-events]");
const watch = () => {
  const stream = new EventSource(watched.dataset.events);
  stream.onmessage = (event) => {
    const told = JSON.parse(event.data);
    watched.textContent = told.step;
    if (told.state !== watched.dataset.state) { stream.close(); window.location.replace(window.location.pathname); }
  };
  /* A browser opens a stream again that broke off, but not one that was refused. */
  stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) window.setTimeout(watch, 5000 + 5000 * Math.random()); };
};
if (watched) watch();
/* The menu of a narrow screen is one line: the place where one is stands in it. */
const here = document.querySelector(".menu [aria-current]");
if (here) here.closest("ul").scrollLeft = here.offsetLeft - 24;
/* Says that something is under way where the next page takes longer than a moment. */
const underway = document.getElementById("underway");
if (underway) {
  let soon = 0;
  const begin = () => { window.clearTimeout(soon); soon = window.setTimeout(() => { underway.textContent = underway.dataset.text; }, 400); };
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) begin(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".menu a, .breadcrumb a");
    if (link && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey) begin();
  });
  window.addEventListener("pageshow", () => { window.clearTimeout(soon); underway.textContent = ""; });
}
document.querySelectorAll("[data-print]").forEach((each) => {
  each.hidden = false;
  each.addEventListener("click", () => window.print());
});

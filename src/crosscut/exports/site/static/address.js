"use strict";
// What a page shows stands in its address, and so survives reload, back and mail. A page from disk can change only
// what follows the #.
(() => {
  const parts = () => new URLSearchParams(window.location.hash.includes("=") ? window.location.hash.slice(1) : "");

  /** What the address says but for the figure that is open on the page. */
  const rest = () => {
    const all = parts();
    all.delete("figure");
    return String(all);
  };
  let known = rest();
  const write = (values, put) => {
    const all = parts();
    for (const [name, value] of Object.entries(values)) {
      if (value) all.set(name, value);
      else all.delete(name);
    }
    const text = String(all);
    const hash = text ? `#${text}` : "";
    if (hash || window.location.hash.includes("=")) put(hash || "#");
    known = rest();
  };
  const watchers = [];
  window.addEventListener("hashchange", () => {
    if (rest() === known) return;
    known = rest();
    for (const changed of watchers) changed();
  });

  crosscut.address = {
    /** What the address says under a name; empty where it says nothing. */
    get: (name) => parts().get(name) ?? "",

    /** The names that the address says something under. */
    names: () => [...parts().keys()],

    /** Writes values under names; an empty one takes the name away. */
    set: (values) => write(values, (hash) => window.history.replaceState(window.history.state, "", hash)),

    /** The same as a step that the reader's way back undoes. */
    step: (values) => write(values, (hash) => window.history.pushState({ step: true }, "", hash)),

    /** Takes the last step back; whether there was one. */
    back: () => {
      const { step } = window.history.state ?? {};
      if (step) window.history.back();
      return Boolean(step);
    },

    /** Calls ``changed`` when somebody else writes the address, as a link within the page does, but for its figure. */
    watch: (changed) => watchers.push(changed),

    /** Calls ``changed`` whenever somebody else writes the address. */
    watchFigure: (changed) => window.addEventListener("hashchange", changed),
  };
})();

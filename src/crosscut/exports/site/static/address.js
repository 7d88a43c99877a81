"use strict";
// What a page shows stands in its address, and so survives reload, back and mail. A page from disk can change only
// what follows the #.
(() => {
  const parts = () => new URLSearchParams(window.location.hash.includes("=") ? window.location.hash.slice(1) : "");

  crosscut.address = {
    /** What the address says under a name; empty where it says nothing. */
    get: (name) => parts().get(name) ?? "",

    /** The names that the address says something under. */
    names: () => [...parts().keys()],

    /** Writes values under names; an empty one takes the name away. */
    set: (values) => {
      const all = parts();
      for (const [name, value] of Object.entries(values)) {
        if (value) all.set(name, value);
        else all.delete(name);
      }
      const text = String(all);
      const hash = text ? `#${text}` : "";
      if (hash || window.location.hash.includes("=")) window.history.replaceState(window.history.state, "", hash || "#");
    },

    /** Calls ``changed`` when somebody else writes the address, as a link within the page does. */
    watch: (changed) => window.addEventListener("hashchange", changed),
  };
})();

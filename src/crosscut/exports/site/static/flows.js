"use strict";
// Flows: a name that is chosen keeps its bands, the others fade; the choice stands in the address.
(() => {
  const nodeOf = (node) => `${node.dataset.node}-${node.dataset.place}`;

  const choose = (place, wanted) => {
    const nodes = [...place.querySelectorAll("[data-node]")];
    const bands = [...place.querySelectorAll("path[data-left]")];
    const known = nodes.some((node) => nodeOf(node) === wanted);
    const kept = bands.filter((band) => !known || [`left-${band.dataset.left}`, `right-${band.dataset.right}`].includes(wanted));
    const met = new Set(kept.flatMap((band) => [`left-${band.dataset.left}`, `right-${band.dataset.right}`]));
    bands.forEach((band) => band.classList.toggle("away", !kept.includes(band)));
    for (const node of nodes) {
      node.classList.toggle("away", !met.has(nodeOf(node)));
      node.setAttribute("aria-pressed", String(known && nodeOf(node) === wanted));
    }
  };

  const prepare = (place) => {
    place.setAttribute("role", "group");
    const shown = () => choose(place, crosscut.address.get(place.dataset.flow));
    for (const node of place.querySelectorAll("[data-node]")) {
      const said = [...node.querySelectorAll("tspan")].map((each) => each.textContent).join(" ");
      for (const [name, value] of Object.entries({ role: "button", tabindex: 0, "aria-label": said })) node.setAttribute(name, value);
      const turn = () => {
        crosscut.address.set({ [place.dataset.flow]: node.getAttribute("aria-pressed") === "true" ? "" : nodeOf(node) });
        shown();
      };
      node.addEventListener("click", turn);
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        turn();
      });
    }
    crosscut.address.watch(shown);
    shown();
  };

  crosscut.flows = () => document.querySelectorAll("[data-flow]").forEach(prepare);
})();

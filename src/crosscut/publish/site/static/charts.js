"use strict";
// Charts drawn by Vega when they come near; until then, and in print without scripts, the page has a picture or a table.
(() => {
  const tooltip = (handler, event, item, text) => {
    const box = document.getElementById("vg-tooltip-element") ?? document.body.appendChild(crosscut.element("div", { id: "vg-tooltip-element" }));
    box.classList.toggle("visible", text != null && text !== "");
    box.textContent = text ?? "";
    box.style.left = `${Math.min(event.clientX + 14, window.innerWidth - box.offsetWidth - 8)}px`;
    box.style.top = `${event.clientY + 14}px`;
  };

  const narrow = (spec) => {
    const whole = JSON.stringify(spec);
    const changed = JSON.parse(whole.includes('"short":') ? whole.replaceAll('"field":"text"', '"field":"short"') : whole);
    const scale = changed.layer[0].encoding.x.scale;
    if (scale?.domain?.[0] === 0) scale.domain[1] *= 1.15;
    changed.config.axis.labelFontSize = 12;
    changed.config.axis.labelLimit = 110;
    if (changed.layer[0].mark.type === "rect" && changed.layer.length > 1) changed.layer.pop();
    return changed;
  };

  const draw = async (place) => {
    const spec = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    await crosscut.run.vega();
    const target = crosscut.element("div", { class: "chart-picture drawn" });
    place.replaceChildren(target);
    const options = { renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip };
    const { view } = await window.vegaEmbed(target, place.clientWidth < 560 ? narrow(spec) : spec, options);
    view.addEventListener("click", (event, item) => { if (item?.datum?.figure) crosscut.open(item.datum.figure); });
  };

  let vega;
  crosscut.run.vega = () => (vega ??= crosscut.run("static/vega.js"));

  crosscut.charts = () => {
    const places = document.querySelectorAll("[data-chart]");
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        watcher.unobserve(entry.target);
        draw(entry.target).catch((error) => console.warn("chart", error));
      }
    }, { rootMargin: "300px" });
    places.forEach((place) => watcher.observe(place));
  };
})();

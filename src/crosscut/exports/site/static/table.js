"use strict";
// A list that is searched, filtered, sorted and paged; what its rows are is told by whoever makes it.
(() => {
  const { element, word } = crosscut;
  const PAGE = 50;
  let made = 0;

  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  const field = (label, control, kind = "") => {
    control.id = `field-${(made += 1)}`;
    return element("div", { class: `field ${kind}` }, element("label", { for: control.id }, label), control);
  };

  const select = (filter, refresh) => {
    const control = element("select", { "data-filter": filter.key }, element("option", { value: "" }, word("all")),
      ...filter.options.map(([value, text]) => element("option", { value }, text)));
    control.addEventListener("change", refresh);
    return control;
  };

  /** Makes a list of ``entries`` inside ``place``; ``plan`` gives texts, filters, sorts and how an entry is drawn. */
  crosscut.listing = (place, entries, plan) => {
    const texts = entries.map((entry) => folded(plan.text(entry)));
    const state = { page: 0, sort: null, descending: true, found: entries.map((_, index) => index) };
    const search = element("input", { type: "search", placeholder: word(plan.hint), autocomplete: "off", "data-search": true });
    const selects = plan.filters.filter((filter) => filter.options.length > 1).map((filter) => [filter, select(filter, () => refresh())]);
    const tools = place.querySelector(".listing-tools");
    const count = place.querySelector(".listing-count");
    const paging = place.querySelector(".paging");
    const body = place.querySelector(plan.body);

    const select_ = () => {
      const words = search.value.split(/\s+/).map(folded).filter(Boolean);
      const tests = selects.filter(([, control]) => control.value !== "").map(([filter, control]) => (entry) => filter.test(entry, control.value));
      state.found = entries.map((_, index) => index).filter((index) =>
        words.every((each) => texts[index].includes(each)) && tests.every((test) => test(entries[index])));
      const compare = plan.sorts?.[state.sort];
      if (compare) state.found.sort((a, b) => (state.descending ? -1 : 1) * compare(entries[a], entries[b]) || a - b);
    };

    const draw = () => {
      const pages = Math.max(1, Math.ceil(state.found.length / PAGE));
      state.page = Math.min(state.page, pages - 1);
      const here = state.found.slice(state.page * PAGE, (state.page + 1) * PAGE);
      body.replaceChildren(...(here.length ? here.map((index) => plan.draw(entries[index])) : [plan.nothing()]));
      count.textContent = word("found", { count: crosscut.numbers.grouped(state.found.length) });
      paging.hidden = pages === 1;
      previous.disabled = state.page === 0;
      next.disabled = state.page === pages - 1;
      at.textContent = word("page_of", { page: state.page + 1, pages });
    };

    const refresh = () => { state.page = 0; select_(); draw(); };
    const turn = (step) => { state.page += step; draw(); place.scrollIntoView({ block: "start" }); };
    const previous = element("button", { type: "button", class: "button tertiary" }, word("previous"));
    const next = element("button", { type: "button", class: "button tertiary" }, word("next"));
    const at = element("span", { role: "status" });
    previous.addEventListener("click", () => turn(-1));
    next.addEventListener("click", () => turn(1));
    search.addEventListener("input", refresh);
    paging.replaceChildren(previous, at, next);

    const reset = element("button", { type: "button", class: "button tertiary" }, word("reset"));
    reset.addEventListener("click", () => {
      search.value = "";
      selects.forEach(([, control]) => { control.value = ""; });
      refresh();
      search.focus();
    });
    tools.append(field(word("search"), search, "search"), ...selects.map(([filter, control]) => field(word(filter.key), control)), element("div", { class: "field" }, reset));
    tools.hidden = false;

    for (const head of place.querySelectorAll("th[data-sort]")) {
      const key = head.getAttribute("data-sort");
      const button = element("button", { type: "button" });
      button.append(element("span", {}, ...head.childNodes));
      head.append(button);
      button.addEventListener("click", () => {
        state.descending = state.sort === key ? !state.descending : plan.descendingFirst.includes(key);
        state.sort = key;
        place.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
        refresh();
      });
    }
    draw();
  };
})();

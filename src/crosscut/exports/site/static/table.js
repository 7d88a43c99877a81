"use strict";
// A list that is searched, filtered, sorted and paged; what its rows are is told by whoever makes it.
(() => {
  const { element, word } = crosscut;
  const PAGE = 50;
  let made = 0;

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
    const find = crosscut.searcher(entries.map(plan.text));
    const state = { page: 0, sort: "", descending: true, found: [], nearly: false };
    const lists = [...document.querySelectorAll("[data-listing]")];
    const own = (name) => (lists.length > 1 ? `${lists.indexOf(place) + 1}.${name}` : name);
    const search = element("input", { type: "search", placeholder: word(plan.hint), autocomplete: "off", "data-search": true });
    const selects = plan.filters.filter((filter) => filter.options.length > 1).map((filter) => [filter, select(filter, () => refresh())]);
    const tools = place.querySelector(".listing-tools");
    const count = place.querySelector(".listing-count");
    const paging = place.querySelector(".paging");
    const body = place.querySelector(plan.body);

    const select_ = () => {
      const tests = selects.filter(([, control]) => control.value !== "").map(([filter, control]) => (entry) => filter.test(entry, control.value));
      const answer = find(search.value);
      state.nearly = answer.nearly;
      state.found = answer.found.filter((index) => tests.every((test) => test(entries[index])));
      const compare = plan.sorts?.[state.sort];
      if (compare) state.found.sort((a, b) => (state.descending ? -1 : 1) * compare(entries[a], entries[b]) || a - b);
    };

    const heads = [...place.querySelectorAll("th[data-sort]")];
    const marked = () => {
      for (const head of heads) {
        if (head.dataset.sort === state.sort) head.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
    };

    const keep = () => crosscut.address.set({
      [own("q")]: search.value,
      [own("sort")]: state.sort && `${state.descending ? "-" : ""}${state.sort}`,
      [own("page")]: state.page ? String(state.page + 1) : "",
      ...Object.fromEntries(selects.map(([filter, control]) => [own(filter.key), control.value])),
    });

    const restore = () => {
      const said = (name) => crosscut.address.get(own(name));
      search.value = said("q");
      for (const [filter, control] of selects) {
        control.value = said(filter.key);
        if (control.selectedIndex < 0) control.value = "";
      }
      const sort = said("sort");
      state.descending = sort.startsWith("-");
      state.sort = plan.sorts && Object.hasOwn(plan.sorts, sort.replace(/^-/, "")) ? sort.replace(/^-/, "") : "";
      state.page = Math.max(0, (Number.parseInt(said("page"), 10) || 1) - 1);
      select_();
      draw();
      marked();
    };

    const draw = () => {
      const pages = Math.max(1, Math.ceil(state.found.length / PAGE));
      state.page = Math.min(state.page, pages - 1);
      const here = state.found.slice(state.page * PAGE, (state.page + 1) * PAGE);
      body.replaceChildren(...(here.length ? here.map((index) => plan.draw(entries[index])) : [plan.nothing()]));
      count.textContent = word(state.nearly && state.found.length ? "found_nearly" : "found", { count: crosscut.numbers.grouped(state.found.length) });
      paging.hidden = pages === 1;
      previous.disabled = state.page === 0;
      next.disabled = state.page === pages - 1;
      at.textContent = word("page_of", { page: state.page + 1, pages });
    };

    const refresh = () => { state.page = 0; select_(); draw(); keep(); };
    const turn = (step) => { state.page += step; draw(); keep(); place.scrollIntoView({ block: "start" }); };
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

    for (const head of heads) {
      const key = head.dataset.sort;
      const button = element("button", { type: "button" });
      button.append(element("span", {}, ...head.childNodes));
      head.append(button);
      button.addEventListener("click", () => {
        state.descending = state.sort === key ? !state.descending : plan.descendingFirst.includes(key);
        state.sort = key;
        marked();
        refresh();
      });
    }
    restore();
    crosscut.address.watch(restore);
  };
})();

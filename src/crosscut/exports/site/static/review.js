"use strict";
// The list of the review's findings.
(() => {
  const { element, word } = crosscut;
  const collator = new Intl.Collator(["ko", "en"], { numeric: true });
  const SEVERITIES = ["fatal", "warning", "info"];

  const entryOf = (names, programmes, rules, row) => {
    const [place, page, rule, severity, korean, english, stake, figure, state, koreanReason, englishReason] = row;
    const [id, name, nameEn, ministry] = place == null ? ["", "", "", null] : programmes(place);
    return { id, name, nameEn, page, shown: crosscut.programmeName(name, nameEn) || "–",
      ministry: ministry == null ? "" : crosscut.ministry(names.ministries[ministry]), source: ministry == null ? "" : names.ministries[ministry], rule, title: rules[rule] ? crosscut.inLanguage(rules[rule]) : rule,
      severity, message: crosscut.inLanguage([korean, english]), stake: BigInt(stake), figure, state,
      reason: crosscut.inLanguage([koreanReason, englishReason]) };
  };

  const draw = (icons) => (entry) => {
    const stake = crosscut.numbers.amount(entry.stake, "exact");
    return element("tr", {},
      element("th", { scope: "row" }, element("span", { class: "name", dir: "auto" },
        entry.page ? element("a", { href: `${entry.page}.html` }, entry.shown) : entry.shown)),
      element("td", { "data-label": word("severity") }, icons[entry.severity].cloneNode(true)),
      element("td", { "data-label": word("review_rule") }, entry.title),
      element("td", { class: "why said", dir: "auto", "data-label": word("review_what") }, entry.message),
      element("td", { class: "num", "data-label": word("review_stake") }, entry.figure ? element("button", { type: "button", class: "fig", "data-figure": entry.figure }, stake) : stake),
      element("td", { "data-label": word("review_state") }, word(`review_${entry.state}`) + (entry.reason ? `: ${entry.reason}` : "")));
  };

  const options = (entries, value, text) =>
    [...new Map(entries.map((entry) => [`=${value(entry)}`, text(entry)]))].sort((a, b) => collator.compare(a[1], b[1]));

  crosscut.review = async (place) => {
    const found = await crosscut.load("list-review");
    const programmes = await crosscut.programmesAt(found.rows.map(([at]) => at).filter((at) => at != null));
    const entries = found.rows.map((row) => entryOf(crosscut.data.names, programmes, found.rules, row));
    const marks = Object.fromEntries(SEVERITIES.map((kind) => [kind, element("span", { class: `severity ${kind}` }, word(`severity_${kind}`))]));
    place.querySelectorAll("tbody .severity").forEach((mark) => { marks[mark.classList[1]] = mark.cloneNode(true); });
    crosscut.listing(place, entries, {
      body: "tbody", hint: "search_hint_findings", draw: draw(marks), descendingFirst: ["stake"],
      text: (entry) => [entry.id, entry.name, entry.nameEn, entry.ministry, entry.source, entry.title, entry.message].join("\u0001"),
      filters: [
        { key: "severity", options: SEVERITIES.filter((kind) => entries.some((entry) => entry.severity === kind)).map((kind) => [`=${kind}`, word(`severity_${kind}`)]), test: (entry, value) => `=${entry.severity}` === value },
        { key: "rule", options: options(entries, (entry) => entry.rule, (entry) => entry.title), test: (entry, value) => `=${entry.rule}` === value },
        { key: "ministry", options: options(entries, (entry) => entry.source, (entry) => entry.ministry || word("not_stated")), test: (entry, value) => `=${entry.source}` === value },
      ],
      sorts: { severity: (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity), name: (a, b) => collator.compare(a.shown, b.shown),
        rule: (a, b) => collator.compare(a.title, b.title), state: (a, b) => collator.compare(a.state, b.state),
        stake: (a, b) => (a.stake < b.stake ? -1 : a.stake > b.stake ? 1 : 0) },
      nothing: () => element("tr", {}, element("td", { colspan: "6" }, word("no_match"))),
    });
  };
})();

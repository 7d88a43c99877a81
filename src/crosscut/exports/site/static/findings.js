"use strict";
// The list of findings.
(() => {
  const { element, word } = crosscut;
  const SEVERITIES = ["fatal", "warning", "info"];

  const placeOf = (finding) => {
    const parts = [finding.file, ...["sheet", "row", "column"].map((key) => finding[key] && (key !== "column" || finding.row ? word(`place_${key}`, { value: finding[key] }) : finding[key]))];
    return parts.filter(Boolean).join(", ");
  };
  const message = (finding) => (crosscut.settings.lang === "ko" && finding.message_ko) || finding.message || "";
  const hint = (finding) => (crosscut.settings.lang === "ko" && finding.hint_ko) || finding.hint || "";
  const money = (value) => (value == null ? "" : crosscut.numbers.money(BigInt(value)));

  const draw = (icons) => (finding) => {
    const facts = [["place", placeOf(finding)], ["value", money(finding.value)], ["expected", money(finding.expected)],
      ["difference", money(finding.difference)], ["hint", hint(finding)]].filter(([, text]) => text);
    return element("li", { class: `finding ${finding.severity}` },
      element("p", { class: "finding-head" }, icons[finding.severity].cloneNode(true), element("code", {}, finding.rule)),
      element("p", { class: "finding-message", dir: "auto" }, message(finding)),
      element("dl", {}, ...facts.map(([key, text]) => element("div", {}, element("dt", {}, word(key)), element("dd", { dir: "auto" }, text)))));
  };

  crosscut.findings = async (place) => {
    const entries = await crosscut.load("findings");
    const icons = Object.fromEntries(SEVERITIES.map((kind) => [kind, document.querySelector(`.severity-card .severity.${kind}`)]));
    const rules = [...new Set(entries.map((finding) => finding.rule))].sort();
    crosscut.listing(place, entries, {
      body: ".findings", hint: "search_hint_findings", draw: draw(icons), descendingFirst: [],
      text: (finding) => [finding.rule, finding.programme, finding.message, finding.message_ko, placeOf(finding)].join("\u0001"),
      filters: [
        { key: "severity", options: SEVERITIES.filter((kind) => entries.some((finding) => finding.severity === kind)).map((kind) => [kind, word(`severity_${kind}`)]), test: (finding, value) => finding.severity === value },
        { key: "rule", options: rules.map((rule) => [rule, rule]), test: (finding, value) => finding.rule === value },
      ],
      nothing: () => element("li", { class: "notice-box" }, word("no_match")),
    });
  };
})();

"use strict";
// What a figure is, in words.
(() => {
  const APART = new Set(["inside", "outside", "unread"]);
  const ORDER = ["fiscal_year", "stage", "area", "sub", "ministry", "committee", "programme", "account"];

  const valueOf = (key, value) => {
    const { names } = crosscut.data;
    if (key === "area" && value === "inside") return crosscut.settings.taxonomy;
    if (key === "area") return crosscut.inLanguage(names.areas.find((area) => area[0] === value)?.slice(1) ?? [value, value]);
    if (key === "fiscal_year") return crosscut.inLanguage(names.years[value] ?? [String(value), String(value)]);
    if (key === "stage") return crosscut.inLanguage(names.stages[value] ?? [value, value]);
    if (key === "ministry" && value) return crosscut.ministry(value);
    if (key === "programme") return crosscut.programmeName(...names.byId.get(value).slice(1, 3));
    return value === "" ? crosscut.word("not_stated") : String(value);
  };

  const signed = (figure) => figure?.kind === "difference" || figure?.kind === "part";

  /** The selection in words: what a figure's rows have in common. */
  const where = (figure) => {
    const parts = ORDER.filter((key) => key in figure.where).map((key) =>
      key === "area" && APART.has(figure.where[key]) ? valueOf(key, figure.where[key]) : crosscut.word(`where_${key}`, { value: valueOf(key, figure.where[key]) }),
    );
    return parts.join(crosscut.word("where_join")) || crosscut.word("where_all");
  };

  /** A figure's value as exact text. */
  const exact = (figure) => {
    const value = BigInt(figure.value);
    if (figure.kind === "count") return crosscut.numbers.grouped(value);
    if (figure.kind === "ratio") return crosscut.numbers.percent(value, BigInt(figure.whole), signed(figure.of[0]));
    return crosscut.numbers.money(value, signed(figure));
  };

  /** What a share is printed as where the exact amounts give another percentage: that of the amounts beside it. */
  const printed = (figure) => {
    const [part, whole] = figure.shown.map(BigInt);
    const share = crosscut.numbers.percent(part, whole, signed(figure.of[0]));
    return crosscut.word("printed_share", { share, part: crosscut.numbers.money(part, signed(figure.of[0])), whole: crosscut.numbers.money(whole) });
  };

  const ratio = (figure) => (figure.of[0].kind === "difference" ? "ratio_change" : "ratio");

  /** One sentence that says how a figure is made. */
  const sentence = (figure) => {
    const [first, second] = figure.of;
    const money = (each) => crosscut.numbers.money(BigInt(each.value), signed(each));
    if (figure.kind === "difference") return crosscut.word("sentence_difference", { after: money(first), before: money(second) });
    if (figure.kind === "ratio") return crosscut.word(`sentence_${ratio(figure)}`, { part: money(first), whole: money(second) });
    if (figure.kind === "shared") return crosscut.word("sentence_shared", { where: `${where(first)} / ${where(second)}` });
    if (figure.kind === "stated") return crosscut.inLanguage(figure.explanation);
    if (figure.kind === "part") return `${crosscut.inLanguage(figure.explanation)}${Object.keys(figure.where).length ? ` (${where(figure)})` : ""}`;
    if (figure.kind === "planned") {
      const reason = "programme" in figure.where && figure.rows[0]?.reason;
      const what = crosscut.word("sentence_planned", { where: where(figure), file: figure.by[0], digest: figure.by[1].slice(0, 12) });
      return reason ? `${what} ${crosscut.word("plan_reason")}: ${reason}` : what;
    }
    if (figure.kind === "sum" && figure.of.length) return crosscut.word("sentence_together", { count: figure.of.length });
    return crosscut.word(`sentence_${figure.kind}`, { where: where(figure) });
  };

  /** The same, and of a ratio which of its two amounts the rows below are of. */
  const explained = (figure) => (figure.kind === "ratio" ? `${sentence(figure)} ${crosscut.word(`below_${ratio(figure)}`)}` : sentence(figure));

  /** The countings of a figure, in words. */
  const counting = (figure) =>
    [...new Set([figure.counting, ...figure.of.map((each) => each.counting)])]
      .map((each) => crosscut.word(`counting_${each}`)).join(" − ");

  /** What the proof of a figure says. */
  const proof = (figure, proved) => {
    const money = (value) => crosscut.numbers.money(value, signed(figure));
    const count = crosscut.numbers.grouped(figure.rows.length);
    if (figure.kind === "stated") return crosscut.word(figure.rows.length ? "proof_stated" : figure.of.length ? "proof_stated_of" : "proof_stated_alone", { count });
    if (figure.rows.length === 0 && proved.equal) return crosscut.word("no_rows");
    if (!proved.equal) return crosscut.word("proof_unequal", { count, sum: money(proved.sum), value: money(BigInt(figure.value)) });
    if (figure.kind === "count") return crosscut.word("proof_count", { count, sum: crosscut.numbers.grouped(proved.programmes) });
    if (figure.kind === "ratio") return crosscut.word("proof_ratio", { count, sum: money(proved.sum), whole: money(BigInt(figure.whole)) });
    if (figure.kind === "part" && figure.of.length) return crosscut.word("proof_part", { count, sum: money(proved.sum) });
    return crosscut.word("proof_equal", { count, sum: money(proved.sum) });
  };

  /** What a figure that another is made from is, in few words. */
  const about = (figure) => (figure.kind === "sum" && figure.of?.length ? crosscut.word("sentence_together", { count: figure.of.length }) : figure.kind === "stated" ? crosscut.inLanguage(figure.explanation)
    : `${figure.kind === "planned" ? `${crosscut.word("kind_planned")}, ` : ""}${where(figure)} (${crosscut.word(`counting_${figure.counting}`)})`);

  crosscut.definition = { about, where, exact, sentence, explained, counting, proof, printed };
})();

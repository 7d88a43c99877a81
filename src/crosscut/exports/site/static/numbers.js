"use strict";
// Amounts are BigInt in minor units; nothing here makes a floating number of them.
(() => {
  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

  /** value / factor with decimals, half away from zero, as tables print it. */
  const decimal = (value, factor, decimals, sign = false) => {
    const size = value < 0n ? -value : value;
    const tens = 10n ** BigInt(decimals);
    const ticks = (size * tens * 2n + factor) / (2n * factor);
    const text = grouped(String(ticks / tens)) + (decimals ? "." + String(ticks % tens).padStart(decimals, "0") : "");
    if (ticks === 0n) return text;
    return (value < 0n ? "−" : sign ? "+" : "") + text;
  };

  /** A whole number as data files have it, its last zeros counted: 3718e6 is 3,718,000,000. */
  const whole = (text) => {
    const [digits, zeros = "0"] = text.split("e");
    return BigInt(digits) * 10n ** BigInt(zeros);
  };

  /** An amount in the unit of one use: table or exact. What a table prints was rounded with its whole already. */
  const amount = (value, use = "exact", sign = false) => {
    const [factor, decimals] = crosscut.settings.scales[use];
    return decimal(BigInt(value), BigInt(factor), decimals, sign);
  };

  /** An amount in whole units of the currency, with the currency. */
  const money = (value, sign = false) => {
    const { exact, lang } = crosscut.settings;
    const text = amount(value, "exact", sign);
    return lang === "ko" ? `${text}${exact}` : text.replace(/^[−+]?/, (mark) => `${mark}${exact} `);
  };

  /** An amount with its interval where it has one. */
  const about = (value, low, high, use, sign = false) => {
    if (low == null && high == null) return amount(value, use, sign);
    const [from, to] = [low ?? value, high ?? value].map((bound) => amount(bound, use, sign));
    return crosscut.word("about", { value: amount(value, use, sign), low: from, high: to });
  };

  /** part / whole in per cent with one decimal. */
  const percent = (part, whole, sign = false) => {
    if (whole === 0n) return "–";
    return decimal(part * (whole < 0n ? -100n : 100n), whole < 0n ? -whole : whole, 1, sign) + "%";
  };

  /** A number as a button that opens its rows; its interval stands apart, as on pages that are written. */
  const button = (figure, text, tone = "") => {
    const { element } = crosscut;
    const [value, interval] = text.split(" · ");
    const apart = interval ? [" ", element("span", { class: "interval" }, element("span", { class: "gap" }, "· "), interval)] : [];
    return element("button", { type: "button", class: `fig${tone}`, "data-figure": figure }, value, ...apart);
  };

  crosscut.numbers = { whole, amount, money, about, percent, button, grouped: (count) => grouped(String(count)) };
})();

"use strict";
// Files that a reader saves: made in the page, with nothing in them that a spreadsheet would run.
(() => {
  const cell = (value) => {
    let text = String(value ?? "");
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  /** Rows as CSV text; BigInt and numbers stand as they are, texts that look like formulas are defused. */
  const text = (rows) => rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";

  /** Offers a text as a file, UTF-8 with a byte order mark so that spreadsheets read Korean. */
  const download = (name, content) => {
    const url = URL.createObjectURL(new Blob(["\ufeff", content], { type: "text/csv;charset=utf-8" }));
    const link = crosscut.element("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };

  crosscut.csv = { text, download };
})();

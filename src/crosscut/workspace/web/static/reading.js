"use strict";
/* Keys for whoever reads: areas, their sub-technologies, outside, accept, skip; the lease goes on while one works. */
const reading = document.getElementById("reading");
if (reading) {
  const help = document.getElementById("keys");
  const switched = help.querySelector("[data-keys]");
  const press = (key) => { const found = reading.querySelector(`[data-key="${key}"]`); if (found) found.click(); };
  switched.closest("label").hidden = false;
  switched.checked = localStorage.getItem("reading-keys") !== "off";
  switched.addEventListener("change", () => localStorage.setItem("reading-keys", switched.checked ? "on" : "off"));
  const typing = (at) => at.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
  const flip = (box) => {
    if (box) { box.checked = !box.checked; badge(); box.focus(); }
    return Boolean(box);
  };
  const toggle = (code) => flip(reading.querySelector(`input[data-code="${code}"]`));
  const toggleSub = (code) => {
    const at = document.activeElement.closest(".areas li");
    return Boolean(at) && flip(at.querySelector(`input[data-sub="${code}"]`));
  };
  const onEnter = () => reading.querySelector(".areas input[name^=area_]:checked") || !reading.querySelector('[data-key="accept"]') ? "areas" : "accept";
  const badge = () => { for (const each of reading.querySelectorAll("[data-enter]")) each.hidden = each.dataset.enter !== onEnter(); };
  reading.addEventListener("change", badge);
  badge();
  document.addEventListener("keydown", (event) => {
    if (!switched.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
    const control = event.target.closest("button, a, summary");
    const code = event.code;
    if (code === "Enter" || code === "NumpadEnter") {
      if (control && control.dataset.key !== "accept") return;
      press(onEnter());
    } else if (event.key === "?") help.open = !help.open;
    else if (code === "KeyO") press("outside");
    else if (code === "KeyA") press("accept");
    else if (code === "KeyS") { const skip = document.getElementById("r-skip"); skip.closest("details").open = true; skip.focus(); }
    else if (code === "KeyU") window.location.assign("/reading#own");
    else if (!(event.shiftKey ? toggleSub(code) : toggle(code.replace("Numpad", "Digit")))) return;
    event.preventDefault();
  });
  let renewed = Date.now();
  const renew = () => {
    if (Date.now() - renewed < 120000) return;
    renewed = Date.now();
    fetch(reading.dataset.renew, { method: "POST", headers: { accept: "application/json", "x-form-token": reading.elements.token.value } });
  };
  for (const kind of ["keydown", "pointermove", "scroll"]) document.addEventListener(kind, renew, { passive: true });
}

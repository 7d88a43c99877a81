"use strict";
/* Makes a passkey, or signs in with one: asks the server for a challenge, lets the browser answer it, sends the form. */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = (found) => (found || []).map((each) => ({ ...each, id: bytes(each.id) }));
const make = (asked) => navigator.credentials.create({
  publicKey: {
    ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: listed(asked.excludeCredentials),
  },
});
const use = (asked) => navigator.credentials.get({
  publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: listed(asked.allowCredentials) },
});
const answered = (found) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (found.response[name]) response[name] = text(found.response[name]);
  }
  return JSON.stringify({ id: found.id, rawId: text(found.rawId), type: found.type, response });
};
for (const form of window.PublicKeyCredential ? document.querySelectorAll("form[data-passkey]") : []) {
  const status = form.querySelector("[data-status]"), button = form.querySelector("button");
  const say = (told) => { status.textContent = told; button.disabled = false; };
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = form.dataset.waiting;
    try {
      const name = form.elements.passkey ? `?${new URLSearchParams({ name: form.elements.passkey.value })}` : "";
      const told = await fetch(`${form.dataset.options}${name}`, {
        method: "POST",
        headers: { accept: "application/json", "x-form-token": form.elements.token ? form.elements.token.value : "" },
      });
      const asked = await told.json();
      if (!told.ok) {
        say(document.documentElement.lang === "ko" ? asked.error.message_ko : asked.error.message);
        return;
      }
      form.elements.answer.value = answered(await (form.dataset.passkey === "make" ? make(asked) : use(asked)));
      form.submit();
    } catch (error) {
      say(error.name === "InvalidStateError" ? form.dataset.known : form.dataset.broken);
    }
  });
}

// Begins what a form wants of passkeys, with the library's own script; what a browser says about one that did not work is told in the
// page's own words.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  for (const part of document.querySelectorAll("[data-passkey]")) {
    const { passkey, ...ids } = part.dataset;
    window.allauth.webauthn.forms[passkey]({ ids });
  }
});

document.addEventListener("allauth.error", (event) => {
  const box = document.querySelector("[data-passkey-trouble]");
  if (!box) return;
  event.preventDefault();
  const sentences = [...box.querySelectorAll("[data-error]")];
  const told = sentences.find((one) => one.dataset.error === event.detail?.exception?.name) ?? sentences.at(-1);
  for (const one of sentences) one.hidden = one !== told;
  box.hidden = false;
});

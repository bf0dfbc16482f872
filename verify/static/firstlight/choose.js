// The list of what a page shows: one button for all of them. Everything else works without script.
"use strict";

const all = document.querySelector("[data-all]");
if (all) {
  all.hidden = false;
  all.addEventListener("click", () => {
    for (const box of all.form.querySelectorAll("[name=picture]")) box.checked = true;
  });
}
if (location.hash === "#answer") document.getElementById("answer")?.focus();

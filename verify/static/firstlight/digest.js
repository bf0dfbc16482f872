// Works the SHA-256 of a chosen file out on the reader's device. The file itself is never sent: its field has no name.
"use strict";

const MOST_BYTES = 500_000_000; // read into memory at once, since browsers digest nothing piece by piece

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

function offer(part) {
  const file = part.querySelector("input[type=file]");
  const target = document.getElementById(part.dataset.digest);
  const state = part.querySelector("[data-digest-state]");
  file.addEventListener("change", async () => {
    const chosen = file.files[0];
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) { state.textContent = state.dataset.large; return; }
    state.textContent = state.dataset.reading;
    try {
      target.value = hex(await crypto.subtle.digest("SHA-256", await chosen.arrayBuffer()));
      state.textContent = state.dataset.done;
    } catch { state.textContent = state.dataset.large; }
    file.value = "";
  });
  part.hidden = false;
}

// Of intimate material no number is wanted: the whole part goes, and with it what was filled in.
function intimate(form) {
  const work = form.querySelector("[data-work]");
  const follow = () => {
    const chosen = form.querySelector("input[name=category]:checked");
    work.hidden = chosen?.value === "intimate";
    if (work.hidden) work.querySelector("input[name=sha256]").value = "";
  };
  form.addEventListener("change", follow);
  follow();
}

if (globalThis.crypto?.subtle) document.querySelectorAll("[data-digest]").forEach(offer);
document.querySelectorAll("form[data-objection]").forEach(intimate);

// A policy out of a file: read here into the field, so that nothing is sent before the button is pressed.
"use strict";

const reads = document.querySelector("[data-reads]");
if (reads) {
  reads.hidden = false;
  reads.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file && file.size <= 16384) document.getElementById("policy-text").value = await file.text();
  });
}
document.getElementById("trial")?.focus();

// Quick phrases and deadlines of the direction form: a tap, or Alt and a digit, writes them; "…" becomes the unit or person
// chosen to lead.
(() => {
  "use strict";
  const form = document.querySelector("form[data-direct]");
  if (!form) return;
  const text = form.elements.text, due = form.elements.due;
  const leadName = () => form.querySelector("[data-name=lead] [data-chips] .pk-chip span")?.textContent.trim() || "…";
  const phrases = [...form.querySelectorAll("[data-phrase]")];
  function write(phrase) {
    const said = phrase.startsWith("Giao") ? phrase.replace("…", leadName()) : phrase;
    text.value = [text.value.trim().replace(/[.]$/, ""), said].filter(Boolean).join(". ");
    text.focus();
    const gap = text.value.lastIndexOf("…");
    if (gap >= 0) text.setSelectionRange(gap, gap + 1);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.addEventListener("click", (event) => {
    const phrase = event.target.closest("[data-phrase]");
    if (phrase) write(phrase.dataset.phrase);
    const moment = event.target.closest("[data-due]");
    if (moment) { due.value = moment.dataset.due; due.focus(); }
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || !/^Digit[1-9]$/.test(event.code)) return;
    const phrase = phrases[Number(event.code.slice(5)) - 1];
    if (phrase) { event.preventDefault(); write(phrase.dataset.phrase); }
  });
  form.addEventListener("tg:picked", (event) => {
    if (event.detail.name === "lead" && text.value.includes("Giao …")) text.value = text.value.replace("Giao …", `Giao ${leadName()}`);
  });
})();

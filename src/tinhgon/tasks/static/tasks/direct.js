// Quick phrases and deadlines of the direction form: a tap writes them; "…" becomes the unit or person chosen to lead.
(() => {
  "use strict";
  const form = document.querySelector("form[data-direct]");
  if (!form) return;
  const text = form.elements.text, lead = form.elements.lead, due = form.elements.due;
  const leadName = () => (lead.value ? lead.selectedOptions[0].textContent.trim() : "…");
  form.addEventListener("click", (event) => {
    const phrase = event.target.closest("[data-phrase]");
    if (phrase) {
      const words = phrase.dataset.phrase.startsWith("Giao") ? phrase.dataset.phrase.replace("…", leadName()) : phrase.dataset.phrase;
      text.value = [text.value.trim(), words].filter(Boolean).join(". ");
      text.focus();
      const gap = text.value.lastIndexOf("…");
      if (gap >= 0) text.setSelectionRange(gap, gap + 1);
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const moment = event.target.closest("[data-due]");
    if (moment) { due.value = moment.dataset.due; due.focus(); }
  });
  lead.addEventListener("change", () => {
    if (text.value.includes("Giao …")) text.value = text.value.replace("Giao …", `Giao ${leadName()}`);
  });
})();

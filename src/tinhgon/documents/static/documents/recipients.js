// More lines of recipients without leaving the page; the picker in a new line is woken for HTMX.
(() => {
  "use strict";
  const form = document.querySelector("form[data-lines]");
  if (!form) return;
  const rows = form.querySelector("[data-rows]"), total = form.elements["noi-TOTAL_FORMS"];
  const blank = form.querySelector("template[data-blank]").innerHTML;
  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-add]")) return;
    event.preventDefault();
    const made = document.createElement("div");
    made.innerHTML = blank.replaceAll("__prefix__", total.value);
    const line = made.firstElementChild;
    rows.append(line);
    total.value = Number(total.value) + 1;
    window.htmx?.process(line);
    line.querySelector("[role=combobox]").focus();
  });
})();

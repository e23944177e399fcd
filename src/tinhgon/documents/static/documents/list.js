// The list of papers: facets submit by themselves, the selected row shows in the pane, T takes the selected row when no
// box is ticked.
(() => {
  "use strict";
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form && event.target.type === "checkbox") form.requestSubmit();
  });

  const pane = document.querySelector("[data-preview-pane]");
  let asked = 0, timer = 0;
  async function show(row) {
    const mine = ++asked;
    pane.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(row.dataset.preview, { headers: { "X-Requested-With": "fetch" } });
      if (mine !== asked) return;
      if (answer.ok && !answer.redirected) {
        pane.innerHTML = await answer.text();
      } else {
        pane.innerHTML = '<div class="empty"><p class="mut">Không mở được văn bản này. Tải lại trang.</p></div>';
      }
    } catch { /* the old pane stays; the row can be chosen again */ }
    pane.removeAttribute("aria-busy");
  }
  if (pane) {
    document.addEventListener("tg:select", (event) => {
      const row = event.target.closest("[data-preview]");
      if (!row || getComputedStyle(pane).display === "none") return;
      clearTimeout(timer);
      timer = setTimeout(() => show(row), 120);
    });
    document.addEventListener("click", (event) => {
      const row = event.target.closest("[data-list] > li[data-preview]");
      if (!row || event.target.closest("a,input,button,label")) return;
      row.parentElement.querySelectorAll("li.on").forEach((other) => other.classList.remove("on"));
      row.classList.add("on");
      if (getComputedStyle(pane).display === "none") row.querySelector("a[data-open]").click(); else show(row);
    });
  }

  document.getElementById("chon")?.addEventListener("submit", () => {
    if (document.querySelector('input[name="paper"]:checked')) return;
    const box = document.querySelector('[data-list] > li.on input[name="paper"]');
    if (box) box.checked = true;
  }, true);
})();

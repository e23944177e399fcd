// The list of papers: facets submit by themselves, the selected row shows in the pane, T takes the selected row when no
// box is ticked.
(() => {
  "use strict";
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form && event.target.type === "checkbox") form.requestSubmit();
  });

  // --- the pane beside the list. While a paper is read the next one is fetched with the picture of its first page, so
  // that J shows it at once; a key held down waits until it is let go.
  const pane = document.querySelector("[data-preview-pane]");
  const FRESH = 10_000, MOST = 30, HELD = 120;
  const kept = new Map();
  let shown = null, timer = 0, last = -HELD, step = 1;
  const isHidden = () => getComputedStyle(pane).display === "none";

  // The fragment of a paper, "" when the server does not give it; rejected when the server was not reached. What the
  // server says not to store (a paper lent for a time) is not kept, and not given ahead of being chosen.
  function ask(address, more = {}) {
    const part = { at: performance.now(), isAhead: "X-Ahead" in more };
    part.html = fetch(address, { headers: { "X-Requested-With": "fetch", ...more } }).then((answer) => {
      if (answer.headers.get("Cache-Control")?.includes("no-store")) kept.delete(address);
      return answer.ok && !answer.redirected ? answer.text() : "";
    });
    part.html.then((html) => { if (!html) kept.delete(address); }, () => kept.delete(address));
    kept.delete(address);
    kept.set(address, part);
    if (kept.size > MOST) kept.delete(kept.keys().next().value);
    return part;
  }
  function put(html) {
    pane.innerHTML = html || '<div class="empty"><p class="mut">Không mở được văn bản này. Tải lại trang.</p></div>';
    pane.querySelector("img")?.setAttribute("loading", "eager");
  }
  async function show(row) {
    const address = row.dataset.preview;
    const part = kept.get(address) || ask(address);
    shown = row;
    pane.setAttribute("aria-busy", "true");
    try {
      let html = await part.html;
      if (!html && part.isAhead && shown === row) html = await ask(address).html;
      if (shown !== row) return;
      put(html);
      if (performance.now() - part.at > FRESH) {
        const now = await ask(address).html;
        if (shown !== row) return;
        if (now !== html) put(now);
      }
    } catch { /* the old pane stays; the row can be chosen again */ }
    if (shown !== row) return;
    pane.removeAttribute("aria-busy");
    const picture = pane.querySelector("img");
    if (!picture || picture.complete) ahead(row);
    else picture.addEventListener("load", () => ahead(row), { once: true });
  }
  async function ahead(row) {
    const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    const address = next?.dataset.preview;
    if (shown !== row || !address || kept.has(address)) return;
    const part = ask(address, { "X-Ahead": "1" });
    const html = await part.html.catch(() => "");
    const source = new DOMParser().parseFromString(html, "text/html").querySelector("img")?.getAttribute("src");
    if (!source) return;
    part.picture = new Image();
    part.picture.src = source;
  }
  if (pane) {
    document.addEventListener("tg:select", (event) => {
      const row = event.target.closest("[data-preview]");
      if (!row || isHidden()) return;
      if (shown) step = shown.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
      const isHeld = event.timeStamp - last < HELD;
      last = event.timeStamp;
      clearTimeout(timer);
      if (isHeld) timer = setTimeout(() => show(row), HELD); else show(row);
    });
    document.addEventListener("click", (event) => {
      const row = event.target.closest("[data-list] > li[data-preview]");
      if (!row || event.target.closest("a,input,button,label")) return;
      row.parentElement.querySelectorAll("li.on").forEach((other) => other.classList.remove("on"));
      row.classList.add("on");
      if (isHidden()) row.querySelector("a[data-open]").click(); else show(row);
    });
    window.addEventListener("load", () => {
      shown = document.querySelector("[data-list] > li.on[data-preview]");
      if (shown && !isHidden()) ahead(shown);
    });
  }

  document.getElementById("chon")?.addEventListener("submit", () => {
    if (document.querySelector('input[name="paper"]:checked')) return;
    const box = document.querySelector('[data-list] > li.on input[name="paper"]');
    if (box) box.checked = true;
  }, true);
})();

// The shell's behaviour: menus, theme, side bar, single keys, HTMX errors. Works on marks in the page
// (data-*); knows no app. Pages stay usable without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const app = document.querySelector("[data-app]");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  const isTyping = (element) =>
    element.closest("input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable=true],dialog[open]");

  // --- menus: <details data-dd>
  document.addEventListener("click", (event) => {
    all("details[data-dd][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  // --- side bar: a cookie, so that the server draws the next page right at once
  function toggleRail() {
    if (!app) return;
    const isRail = app.classList.toggle("rail");
    document.cookie = `tg_rail=${isRail ? 1 : 0};path=/;max-age=31536000;samesite=lax`;
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-rail]")) toggleRail();
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    const closer = event.target.closest("[data-close]");
    if (closer) closer.closest("dialog")?.close();
    const copier = event.target.closest("[data-copy]");
    if (copier) navigator.clipboard?.writeText(copier.dataset.copy).then(() => { copier.textContent = "Đã chép"; });
  });

  // --- theme: kept per account; the page changes at once
  document.addEventListener("submit", (event) => {
    const button = event.target.querySelector("[data-theme-toggle]");
    if (!button) return;
    event.preventDefault();
    const field = event.target.elements.theme;
    const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    fetch(event.target.action, { method: "POST", headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch" },
      body: new URLSearchParams({ theme }), keepalive: true }).catch(() => { /* this page keeps it, the next asks again */ });
    root.dataset.bsTheme = theme;
    field.value = theme === "dark" ? "light" : "dark";
  });

  // --- HTMX
  document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute("aria-busy"));
  function tell(target, text, html) {
    const place = target && target.parentNode && target !== document.body ? target : document.getElementById("thong-bao");
    if (!place) return;
    place.previousElementSibling?.matches(".note.r[data-swap]") && place.previousElementSibling.remove();
    const note = document.createElement("div");
    note.className = "note r";
    note.dataset.swap = "";
    note.setAttribute("role", "alert");
    if (html) note.innerHTML = html; else note.textContent = text;
    place.before(note);
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const target = event.detail.target;
    const login = document.body.dataset.login;
    if (login && new URL(event.detail.xhr.responseURL || location.href).pathname === login) {
      event.detail.shouldSwap = false;
      tell(target, "", `<div>Phiên làm việc đã hết. <a class="lk" href="${login}" target="_blank" rel="noopener">Đăng nhập trong thẻ mới</a>, rồi trở lại đây làm tiếp: nội dung đang nhập vẫn còn.</div>`);
    } else if (event.detail.xhr.getResponseHeader("TG-Refused")) {
      event.detail.shouldSwap = false;
      tell(target, "", event.detail.xhr.responseText);
    } else if (event.detail.shouldSwap) {
      target?.previousElementSibling?.matches(".note.r[data-swap]") && target.previousElementSibling.remove();
    }
  });
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    const words = status === 403
      ? "Phiên làm việc đã hết hoặc đồng chí không có quyền làm việc này. Nội dung đang có vẫn giữ nguyên. Tải lại trang rồi thử lại."
      : status === 404
        ? "Không tìm thấy nội dung này, có thể vừa được chuyển đi. Tải lại trang."
        : `Máy chủ chưa làm được việc này (mã ${event.detail.xhr.getResponseHeader("TG-Incident") || status}). Nội dung đang có vẫn giữ nguyên. Thử lại sau ít phút.`;
    tell(event.detail.target, words);
  });
  document.addEventListener("htmx:sendError", (event) => {
    tell(event.detail.target, "Mất kết nối tới máy chủ. Nội dung đang có vẫn giữ nguyên. Kiểm tra mạng rồi thử lại.");
  });

  // --- lists: [data-list] with rows; Enter opens the row's first link, X checks its box
  const rows = (list) => all(list.dataset.list || ":scope > li, :scope > tr[data-row]", list);
  const isOn = (row) => row.classList.contains("on");
  function select(list, row) {
    rows(list).forEach((other) => { other.classList.remove("on"); other.removeAttribute("aria-selected"); });
    row.classList.add("on");
    if (list.getAttribute("role") === "listbox") row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    row.dispatchEvent(new CustomEvent("tg:select", { bubbles: true }));
  }
  function move(step) {
    const list = document.querySelector("[data-list]");
    const items = list ? rows(list) : [];
    if (!items.length) return;
    const at = items.findIndex(isOn);
    select(list, items[Math.max(0, Math.min(items.length - 1, at + step))]);
  }
  const current = () => {
    const list = document.querySelector("[data-list]");
    return list && rows(list).find(isOn);
  };

  // A box marked last is where a range begins: Shift and a click, or Shift X on another row, mark all between.
  const boxOf = (row) => row.querySelector("input[type=checkbox]");
  let lastMarked = null;
  function mark(row, isRange) {
    const box = row && boxOf(row), list = row?.closest("[data-list]");
    if (!box) return;
    const items = rows(list), from = isRange && lastMarked ? items.indexOf(lastMarked) : -1, to = items.indexOf(row);
    if (from < 0) box.click();
    else {
      items.slice(Math.min(from, to), Math.max(from, to) + 1).map(boxOf).forEach((one) => {
        if (one && !one.checked && !one.disabled) one.click();
      });
    }
    lastMarked = row;
  }
  document.addEventListener("click", (event) => {
    const box = event.isTrusted && event.target.closest("[data-list] input[type=checkbox]");
    const list = box && box.closest("[data-list]"), row = list && rows(list).find((one) => one.contains(box));
    if (!row || boxOf(row) !== box) return;
    if (event.shiftKey && lastMarked && lastMarked !== row) mark(row, true);
    lastMarked = row;
  });

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    Enter: () => (current()?.querySelector("a[data-open]") || current()?.querySelector("a[href]"))?.click(),
    x: () => mark(current(), false),
    X: () => mark(current(), true),
    "/": () => (document.querySelector("[data-filter]") || document.querySelector("[data-search]"))?.focus(),
    "[": toggleRail,
    "?": () => document.getElementById("phim-tat")?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      document.querySelector("[data-search]")?.focus();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const form = event.target.closest("form");
      const button = form?.querySelector("[data-save-next]") || form?.querySelector("button.p:not([type=button])");
      if (button && !button.disabled) { event.preventDefault(); form.requestSubmit(button); }
      return;
    }
    if (event.key === "Escape") {
      all("details[data-dd][open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
      if (isTyping(event.target) && !event.target.closest("dialog")) event.target.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (!document.body.hasAttribute("data-hotkeys")) return;
    if (event.key === "Enter" && event.target.closest("a,button,summary")) return;
    const button = event.key.length === 1 && document.querySelector(
      `[data-key="${CSS.escape(event.key.toLowerCase())}"]:not([disabled])`);
    const inRow = event.key.length === 1 && current()?.querySelector(
      `[data-row-key="${CSS.escape(event.key.toLowerCase())}"]:not([disabled])`);
    const act = keys[event.key] || keys[event.key.toLowerCase()];
    if (inRow) { event.preventDefault(); inRow.click(); }
    else if (button) { event.preventDefault(); button.click(); }
    else if (act) { event.preventDefault(); act(); }
  });
})();

// Registration: what is typed is kept in this browser until it is in the book; a field and its mark on the page point at
// each other; Enter in a field goes to the next doubtful one; Esc leaves the file for later.
(() => {
  "use strict";
  const form = document.getElementById("dk");
  if (!form) return;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const keyOf = (draft) => `tinhgon:dk:${document.body.dataset.user}:${draft}`;
  const key = keyOf(form.dataset.draft);
  const skipped = new Set(["csrfmiddlewaretoken", "request_key", "accepts_duplicate"]);

  // --- the draft of the form
  const done = new URLSearchParams(location.search).get("xong");
  if (done) {
    localStorage.removeItem(keyOf(done));
    history.replaceState(history.state, "", location.pathname);
  }
  const fields = () => all("input,select,textarea", form).filter((e) => e.name && !skipped.has(e.name));
  const read = (element) => (element.type === "checkbox" ? element.checked : element.value);
  const given = Object.fromEntries(fields().map((e) => [e.name, read(e)]));
  function keep() {
    if ("forgotten" in document.body.dataset) return;
    const changed = Object.fromEntries(
      fields().filter((e) => read(e) !== given[e.name]).map((e) => [e.name, read(e)]));
    try {
      if (Object.keys(changed).length) localStorage.setItem(key, JSON.stringify(changed));
      else localStorage.removeItem(key);
    } catch { /* no room: the form itself still holds everything */ }
  }
  const note = document.getElementById("con-lai");
  function restore() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch { localStorage.removeItem(key); }
    if (!kept || form.dataset.sentBack) return;
    for (const element of fields()) {
      if (!(element.name in kept)) continue;
      if (element.type === "checkbox") element.checked = kept[element.name]; else element.value = kept[element.name];
    }
    if (note) note.hidden = false;
  }
  document.getElementById("bo-con-lai")?.addEventListener("click", () => {
    localStorage.removeItem(key);
    form.reset();
    note.hidden = true;
  });
  restore();
  let timer = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 400); });
  form.addEventListener("change", keep);
  form.addEventListener("focusout", keep);
  form.addEventListener("submit", keep);
  window.addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);
  setInterval(keep, 5000);

  // --- field and mark
  const spots = all(".spot");
  function light(name) {
    spots.forEach((spot) => {
      const isOn = spot.dataset.field === name;
      spot.classList.toggle("on", isOn);
      if (isOn) spot.scrollIntoView({ block: "nearest" });
    });
  }
  form.addEventListener("focusin", (event) => {
    light(event.target.name);
    event.target.dataset.seen = "1";
  });
  spots.forEach((spot) => {
    const go = () => visit(form.elements[spot.dataset.field]);
    spot.addEventListener("click", go);
    spot.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); go(); } });
  });

  // --- keyboard
  // A field behind "Thêm" is opened before it can be looked at.
  function visit(element) {
    element?.closest("details")?.setAttribute("open", "");
    element?.focus();
  }
  const doubtful = () => all(".in.warn", form).filter((e) => !e.dataset.seen);
  const wrong = form.querySelector("[aria-invalid=true]");
  visit(wrong || doubtful()[0] || form.elements.code);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.isComposing
        && event.target.matches("input:not([type=checkbox]),select,textarea") && !event.shiftKey) {
      event.preventDefault();
      visit(doubtful()[0] || form.querySelector("[data-save-next]"));
    }
  });
  form.addEventListener("submit", (event) => {
    const left = doubtful();
    if (left.length && !form.dataset.sentBack) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const label = form.querySelector(`label[for="${left[0].id}"]`)?.dataset.label || "";
      const place = document.getElementById("can-xem");
      if (place) place.textContent = `Còn ${left.length} trường cần xem: ${label}`;
      visit(left[0]);
    }
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === document.body) document.getElementById("de-sau")?.click();
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && !event.target.closest("form")) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-save-next]"));
    }
  });

  // --- pages below come when they are near
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((e) => e.isIntersecting)) {
      const image = entry.target.querySelector("image[data-href]");
      if (image) { image.setAttribute("href", image.dataset.href); image.removeAttribute("data-href"); }
      near.unobserve(entry.target);
    }
  }, { rootMargin: "600px" });
  all("svg.sheet").filter((sheet) => sheet.querySelector("image[data-href]")).forEach((sheet) => near.observe(sheet));

  // --- zoom of the page
  const sheets = document.querySelector(".sheets");
  let zoom = 0;
  function scale(step) {
    zoom = Math.max(0, Math.min(2, zoom + step));
    sheets.classList.toggle("z1", zoom === 1);
    sheets.classList.toggle("z2", zoom === 2);
    const words = document.getElementById("muc-phong");
    if (words) words.textContent = ["Vừa ngang", "140%", "190%"][zoom];
  }
  document.getElementById("thu-nho")?.addEventListener("click", () => scale(-1));
  document.getElementById("phong-to")?.addEventListener("click", () => scale(1));
})();

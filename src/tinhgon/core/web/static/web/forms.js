// Forms that lose nothing. Before a form leaves, the server is asked who is logged in: with the session over, another
// person logged in, or no connection, the page stays as it is (the chosen file too) and says how to go on. One click is
// one act. What is typed in a form[data-guard] is kept in this browser until it was taken in. Knows no app.
(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const body = document.body;
  const inApp = Boolean(document.querySelector("[data-app]"));

  // --- who is logged in, and a fresh token for every form of the page
  function renew(token) {
    all("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });
    body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  }
  async function problem() {
    let answer;
    try {
      answer = await fetch(body.dataset.session, { cache: "no-store", signal: AbortSignal.timeout(10000) });
      if (!answer.ok) return "server";
      answer = await answer.json();
    } catch { return "offline"; }
    if (!answer.user) return "ended";
    if (String(answer.user) !== body.dataset.user) return "other";
    renew(answer.token);
    return "";
  }

  // --- the dialog that says what is wrong; "Gửi tiếp" tries again
  const dialog = document.getElementById("gui-tiep");
  let again = null;
  function say(what) {
    all("[data-problem]", dialog).forEach((part) => { part.hidden = !part.dataset.problem.split(" ").includes(what); });
    if (!dialog.open) dialog.showModal();
    (what === "back" || what === "offline" || what === "server"
      ? dialog.querySelector("[data-again]") : dialog.querySelector("a[target]")).focus();
  }
  async function sure(retry) {
    const what = await problem();
    if (!what) return true;
    again = retry;
    say(what);
    return false;
  }
  let looked = 0;
  async function look() {
    if (!dialog?.open) return;
    const mine = ++looked;
    const what = await problem();
    // Of two answers the later question's counts.
    if (mine === looked && dialog.open && what !== "offline") say(what || "back");
  }
  if (dialog) {
    dialog.querySelector("[data-again]").addEventListener("click", () => {
      const retry = again;
      dialog.close();
      retry?.();
    });
    window.addEventListener("focus", look);
    window.addEventListener("online", look);
    window.addEventListener("storage", (event) => { if (event.key === "tinhgon:phien") look(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  }
  if (document.querySelector("[data-session-back]")) {
    try { localStorage.setItem("tinhgon:phien", String(Date.now())); } catch { /* the other tab looks when it is shown */ }
  }
  window.TinhGon = { sure };

  // --- one click, one act: a form rests while it is on its way
  const buttons = (form) => all("button:not([type=button])", form).concat(
    form.id ? all(`button[form="${CSS.escape(form.id)}"]:not([type=button])`) : []);
  function rest(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    buttons(form).forEach((button) => { if (!button.dataset.blocked) button.disabled = false; });
  }
  function leave(form) {
    form.dataset.sent = "left";
    isDirty = false;
    remember(form);
    noteSent(form);
    setTimeout(() => buttons(form).forEach((button) => { button.disabled = true; }), 0);
    // An answer that is a file leaves the page as it is; a second send by then is caught by the request key.
    setTimeout(() => rest(form), 15000);
  }
  async function check(form, submitter) {
    form.dataset.sent = "asked";
    form.setAttribute("aria-busy", "true");
    if (!(await sure(() => check(form, submitter)))) { rest(form); return; }
    form.dataset.sent = "go";
    form.requestSubmit(submitter?.isConnected ? submitter : null);
    if (form.dataset.sent === "go") rest(form);  // the page itself held it back
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent === "go") { leave(form); return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (!inApp || form.hasAttribute("data-plain")) { leave(form); return; }
    event.preventDefault();
    check(form, event.submitter);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) all("form[data-sent]").forEach(rest); });
  all("button[disabled]").forEach((button) => { button.dataset.blocked = "1"; });
  // A button that is nothing without script rests until its script, which listens for the same moment, has it in hand.
  document.addEventListener("DOMContentLoaded", () => all("button[data-scripted]").forEach((button) => {
    button.disabled = false;
    delete button.dataset.blocked;
  }));

  // --- back to a form already sent: sent again as it is, it is the same act; changed, it is a new one
  const store = (act) => { try { return act(); } catch { return null; } };
  const sentKeys = () => store(() => JSON.parse(sessionStorage.getItem("tinhgon:da-gui"))) || [];
  const keyFields = () => all("input[name=request_key]");
  const keepKeys = () => history.replaceState({ ...history.state, keys: keyFields().map((f) => f.value) }, "");
  function noteSent(form) {
    const key = form.elements.request_key?.value;
    if (key) store(() => sessionStorage.setItem("tinhgon:da-gui", JSON.stringify([...sentKeys(), key].slice(-50))));
  }
  if (history.state?.keys?.length === keyFields().length) {
    keyFields().forEach((field, index) => {
      field.value = history.state.keys[index];
      const words = sentKeys().includes(field.value) && document.getElementById("da-gui");
      if (words && field.form.matches("[data-guard],#dk")) field.form.prepend(words.content.firstElementChild.cloneNode(true));
    });
  }
  keepKeys();
  document.addEventListener("input", (event) => {
    const field = event.target.form?.elements.request_key;
    if (!event.isTrusted || !field || !sentKeys().includes(field.value)) return;
    field.value = crypto.randomUUID ? crypto.randomUUID().replaceAll("-", "") : `${Date.now()}${Math.random()}`.slice(0, 32);
    keepKeys();
  });

  // --- leaving with unsaved words
  let isDirty = false;
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-guard]")) isDirty = true; });
  window.addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });

  // --- what is typed stays in this browser, per person and form, until the server took it in
  const PREFIX = "tinhgon:nhap:";
  const KEPT_MS = 7 * 24 * 3600 * 1000;
  const guarded = all("form[data-guard]");
  const keyOf = (form) =>
    `${PREFIX}${body.dataset.user}:${new URL(form.action, location.href).pathname}:${guarded.indexOf(form)}`;
  const isKept = (field) => field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type);
  const fields = (form) => [...form.elements].filter(isKept).concat(all("[data-picker]", form));
  const chips = (box) => all("[data-chips] > *", box).map((chip) => [chip.querySelector("input").value, chip.querySelector("span").textContent]);
  const mark = (field) => (field.dataset.name ? `[${field.dataset.name}]` : /^(checkbox|radio)$/.test(field.type) ? `${field.name}=${field.value}` : field.name);
  function value(field) {
    if (field.dataset.name) return chips(field);
    if (/^(checkbox|radio)$/.test(field.type)) return field.checked;
    return field.multiple && field.options ? [...field.selectedOptions].map((option) => option.value) : field.value;
  }
  function put(field, kept) {
    if (field.dataset.name) field.querySelector("[data-chips]").replaceChildren(...kept.map(([number, words]) => {
      const chip = field.querySelector("template").content.firstElementChild.cloneNode(true);
      chip.querySelector("span").textContent = words;
      chip.querySelector("input").value = number;
      chip.querySelector("button").setAttribute("aria-label", `Bỏ ${words}`);
      return chip;
    }));
    else if (/^(checkbox|radio)$/.test(field.type)) field.checked = kept;
    else if (Array.isArray(kept)) [...field.options].forEach((o) => { o.selected = kept.includes(o.value); });
    else field.value = kept;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function remember(form) {
    if (guarded.includes(form)) store(() => sessionStorage.setItem("tinhgon:sent", keyOf(form)));
  }
  function guard(form) {
    const given = new Map(fields(form).map((field) => [field, JSON.stringify(value(field))]));
    const changed = () => fields(form).filter((field) => JSON.stringify(value(field)) !== given.get(field));
    let timer = 0;
    function keep() {
      clearTimeout(timer);
      timer = 0;
      if ("forgotten" in body.dataset) return;
      const rows = changed().map((field) => [mark(field), value(field)]);
      const files = all("input[type=file]", form).flatMap((field) => [...field.files].map((file) => file.name));
      store(() => {
        if (rows.length || files.length) localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), rows, files }));
        else localStorage.removeItem(keyOf(form));
      });
    }
    function restore() {
      const kept = store(() => JSON.parse(localStorage.getItem(keyOf(form)) || "null"));
      if (!kept?.rows || Date.now() - kept.at > KEPT_MS) return;
      const now = new Map(fields(form).map((field) => [mark(field), field]));
      const lost = kept.rows.filter(
        ([name, text]) => now.has(name) && JSON.stringify(value(now.get(name))) !== JSON.stringify(text));
      if (!lost.length) return;
      lost.forEach(([name, text]) => put(now.get(name), text));
      const note = document.getElementById("khoi-phuc").content.firstElementChild.cloneNode(true);
      const files = note.querySelector("[data-files]");
      files.hidden = !kept.files?.length;
      files.querySelector("b").textContent = (kept.files || []).join(", ");
      note.querySelector("button").addEventListener("click", () => {
        store(() => localStorage.removeItem(keyOf(form)));
        isDirty = false;
        clearTimeout(timer);
        timer = 0;
        location.reload();
      });
      form.prepend(note);
    }
    if (performance.getEntriesByType("navigation")[0]?.responseStatus !== 422) restore();
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 400); });
    form.addEventListener("change", keep);
    form.addEventListener("submit", keep, true);
    window.addEventListener("pagehide", () => { if (timer) keep(); });
    document.addEventListener("visibilitychange", () => { if (timer) keep(); });
  }
  function settle() {
    const sent = store(() => sessionStorage.getItem("tinhgon:sent"));
    store(() => sessionStorage.removeItem("tinhgon:sent"));
    const status = performance.getEntriesByType("navigation")[0]?.responseStatus || 200;
    if (sent && inApp && status < 400) store(() => localStorage.removeItem(sent));
    store(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => {
      if (Date.now() - (JSON.parse(localStorage.getItem(key))?.at || 0) > KEPT_MS) localStorage.removeItem(key);
    }));
  }
  settle();
  if (document.getElementById("khoi-phuc")) guarded.filter((form) => form.id !== "dk").forEach(guard);
  // Logging out on purpose leaves nothing typed behind on a shared machine.
  all("form[data-forget]").forEach((form) => form.addEventListener("submit", () => {
    isDirty = false;
    body.dataset.forgotten = "";
    store(() => Object.keys(localStorage).filter((k) => k.startsWith("tinhgon:")).forEach((k) => localStorage.removeItem(k)));
  }));
})();

// Files dropped anywhere on the page, or chosen in a [data-drop-input], go to the door one by one; what it says stands in a
// small panel, and the first file taken in opens. Nothing is kept here.
(() => {
  "use strict";
  const zone = document.querySelector("[data-drop]");
  if (!zone) return;
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  let cover = null, panel = null, depth = 0;

  const hasFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  function show() {
    if (cover) return;
    cover = document.createElement("div");
    cover.className = "drop-over";
    cover.textContent = "Thả tệp PDF, DOCX để tiếp nhận";
    document.body.append(cover);
  }
  function hide() { cover?.remove(); cover = null; depth = 0; }
  document.addEventListener("dragenter", (event) => { if (hasFiles(event)) { depth += 1; show(); } });
  document.addEventListener("dragleave", (event) => { if (hasFiles(event) && --depth <= 0) hide(); });
  document.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    hide();
    send([...event.dataTransfer.files]);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-drop-input]")) send([...event.target.files]);
  });

  function line(text, tone) {
    if (!panel) {
      panel = document.createElement("section");
      panel.className = "ups";
      panel.setAttribute("aria-label", "Tệp đang tải lên");
      panel.innerHTML = '<ul aria-live="polite"></ul><button type="button" class="bt s">Đóng</button>';
      panel.querySelector("button").addEventListener("click", () => { panel.remove(); panel = null; });
      document.body.append(panel);
    }
    const item = document.createElement("li");
    item.textContent = text;
    if (tone) item.className = tone;
    panel.querySelector("ul").append(item);
    return item;
  }

  async function one(file) {
    const item = line(`${file.name}: đang đọc…`);
    const say = (text, tone) => { item.textContent = `${file.name}: ${text}`; item.className = tone; };
    const body = new FormData();
    body.append("file", file);
    try {
      const answer = await fetch(zone.dataset.drop, {
        method: "POST", body, headers: { "X-CSRFToken": token(), Accept: "application/json" }, redirect: "error",
      });
      const result = (await answer.json()).results[0];
      if (!result) { say("không nhận được tệp. Thả lại tệp.", "red"); return null; }
      if (result.problem) {
        say(result.problem, "red");
        if (result.held_url) {
          const link = document.createElement("a");
          link.href = result.held_url;
          link.className = "bt s";
          link.textContent = "Tệp bị giữ vì dấu mật";
          item.append(" ", link);
        }
        return null;
      }
      say("đã nhận", "grn");
      return result.url;
    } catch {
      say("chưa gửi được, máy chủ không trả lời. ", "red");
      const retry = document.createElement("button");
      retry.type = "button";
      retry.className = "bt s";
      retry.textContent = "Gửi lại";
      retry.addEventListener("click", () => { item.remove(); send([file]); });
      item.append(retry);
      return null;
    }
  }

  // Files that fall while others are on their way join them: the page is left only when all are in.
  const queue = [];
  let isSending = false;
  async function send(files) {
    if (!(await window.TinhGon.sure(() => send(files)))) return;
    queue.push(...files);
    if (isSending) return;
    isSending = true;
    let first = null, failed = 0;
    while (queue.length) {
      const url = await one(queue.shift());
      if (url) first = first || url; else failed += 1;
    }
    isSending = false;
    if (first) opened(first, failed);
  }
  function opened(first, failed) {
    const isOpen = location.pathname !== zone.dataset.dropTo && location.pathname.startsWith(zone.dataset.dropTo);
    if (failed) {
      const link = document.createElement("a");
      link.href = first;
      link.className = "bt s p";
      link.textContent = "Đăng ký các tệp đã nhận";
      panel?.append(link);
    } else if (isOpen) {
      location.reload();
    } else {
      location.assign(first);
    }
  }
})();

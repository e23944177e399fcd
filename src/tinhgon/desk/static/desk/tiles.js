// Tiles in one's own order: dragged, or moved with Shift and an arrow from the tile's link. The order is sent at once;
// the page's buttons do the same without script.
(() => {
  "use strict";
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  const tilesOf = (box) => [...box.querySelectorAll("[data-tile]")];
  let dragged = null, before = "";
  const orderOf = (box) => tilesOf(box).map((tile) => tile.dataset.tile).join();

  // One order is on its way at a time: of several at once the server would keep whichever came last.
  let isSending = false, next = null;
  async function send(box, tile) {
    next = [box, tile];
    if (isSending) return;
    isSending = true;
    while (next) {
      const moved = next;
      next = null;
      await post(...moved);
    }
    isSending = false;
  }
  async function post(box, tile) {
    const said = box.querySelector("[data-said]") || box.parentElement.querySelector("[data-said]");
    const body = new URLSearchParams(tilesOf(box).map((one) => ["o", one.dataset.tile]));
    const headers = { "X-CSRFToken": token(), "X-Requested-With": "fetch" };
    let done = false;
    try {
      done = (await fetch(box.dataset.tiles, { method: "POST", headers, body, keepalive: true })).status === 204;
    } catch { /* told below */ }
    const place = tilesOf(box).indexOf(tile) + 1;
    if (said) said.textContent = done
      ? `${tile.dataset.name}: vị trí ${place} trên ${tilesOf(box).length}`
      : "Chưa lưu được thứ tự. Tải lại trang rồi thử lại.";
  }

  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-tiles] [data-tile]");
    if (!dragged) return;
    before = orderOf(dragged.closest("[data-tiles]"));
    dragged.classList.add("drag");
    event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest("[data-tile]");
    if (!dragged || !event.target.closest("[data-tiles]")) return;
    event.preventDefault();
    if (!over || over === dragged || over.parentElement !== dragged.parentElement) return;
    const box = over.getBoundingClientRect();
    const isAcross = over.closest("[data-tiles]").hasAttribute("data-tiles-across");
    const isBehind = isAcross ? event.clientX > box.left + box.width / 2 : event.clientY > box.top + box.height / 2;
    if (isBehind) over.after(dragged); else over.before(dragged);
  });
  document.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
  document.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("drag");
    const box = dragged.closest("[data-tiles]");
    if (orderOf(box) !== before) send(box, dragged);
    dragged = null;
  });

  document.addEventListener("keydown", (event) => {
    const tile = event.shiftKey && !event.ctrlKey && !event.altKey && event.target.closest("[data-tiles] [data-tile]");
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!tile || !step) return;
    event.preventDefault();
    const other = step < 0 ? tile.previousElementSibling : tile.nextElementSibling;
    if (!other?.matches("[data-tile]")) return;
    const focused = document.activeElement;
    if (step < 0) other.before(tile); else other.after(tile);
    focused.focus();
    send(tile.closest("[data-tiles]"), tile);
  });
})();

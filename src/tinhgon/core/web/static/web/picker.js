// The picker of people and units: a combobox after WAI-ARIA. HTMX brings the list; the arrows walk it, Enter takes, Esc
// closes, Backspace in the empty box drops the last. Works on marks in the page (data-picker); knows no app.
(() => {
  "use strict";
  const parts = (box) => ({
    input: box.querySelector("[role=combobox]"),
    list: box.querySelector("[role=listbox]"),
    chips: box.querySelector("[data-chips]"),
  });
  const options = (list) => [...list.querySelectorAll("[role=option]:not([hidden])")];
  const values = (box) => [...box.querySelectorAll(`[data-chips] input`)].map((input) => input.value);
  const say = (box, words) => { box.querySelector("[data-said]").textContent = words; };

  // A list that comes after a choice was made, or after Esc, stays closed.
  function close(box) {
    const { input, list } = parts(box);
    delete box.dataset.asked;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function activate(box, option) {
    const { input, list } = parts(box);
    options(list).forEach((other) => other.classList.toggle("on", other === option));
    if (!option) { input.removeAttribute("aria-activedescendant"); return; }
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
  const current = (list) => list.querySelector("[role=option].on");
  const canTake = (option) => option && option.dataset.value && option.getAttribute("aria-disabled") !== "true";

  // Only a list that answers what stands in the box marks the line that Enter takes: one for earlier words, come late,
  // would give somebody else.
  function show(box, isAnswer) {
    const { input, list } = parts(box);
    const taken = new Set(values(box));
    list.querySelectorAll("[role=option]").forEach((option, at) => {
      option.id = `${list.id}-${at}`;
      option.hidden = taken.has(option.dataset.value);
    });
    list.querySelectorAll("[role=group]").forEach((group) => { group.hidden = !group.querySelector("[role=option]:not([hidden])"); });
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    const found = options(list).filter(canTake);
    activate(box, isAnswer && input.value.trim() ? found[0] : null);
    if (isAnswer) say(box, found.length ? `${found.length} gợi ý` : "Không có gợi ý");
  }
  function take(box, option) {
    if (!canTake(option)) return false;
    const { input, chips } = parts(box);
    if (!box.hasAttribute("data-many")) chips.replaceChildren();
    const chip = box.querySelector("template").content.firstElementChild.cloneNode(true);
    chip.querySelector("span").textContent = option.dataset.label;
    chip.querySelector("input").value = option.dataset.value;
    chip.querySelector("button").setAttribute("aria-label", `Bỏ ${option.dataset.label}`);
    chips.append(chip);
    input.value = "";
    close(box);
    say(box, `Đã chọn ${option.dataset.label}`);
    input.focus();
    changed(box);
    return true;
  }
  function drop(box, chip) {
    say(box, `Đã bỏ ${chip.textContent.trim()}`);
    chip.remove();
    parts(box).input.focus();
    changed(box);
  }
  function changed(box) {
    box.dispatchEvent(new CustomEvent("tg:picked", { bubbles: true, detail: { name: box.dataset.name, values: values(box) } }));
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function open(input) {
    boxOf(input).dataset.asked = "";
    window.htmx?.trigger(input, "tg:open");
  }
  const boxOf = (element) => element.closest?.("[data-picker]");

  document.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-picker] [role=combobox]") && parts(boxOf(event.target)).list.hidden) open(event.target);
  });
  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    if (box && !box.contains(event.relatedTarget)) close(box);
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-picker] [role=combobox]")) return;
    boxOf(event.target).dataset.asked = "";
    activate(boxOf(event.target), null);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const box = boxOf(event.detail.target);
    if (!box || !event.detail.target.matches("[role=listbox]") || !box.contains(document.activeElement)) return;
    const { input, list } = parts(box);
    const isAnswer = event.detail.requestConfig.parameters[input.name] === input.value;
    if ("asked" in box.dataset && (isAnswer || !list.hidden)) show(box, isAnswer);
  });
  // Whoever was in the box before this script came waits for a list already.
  document.addEventListener("DOMContentLoaded", () => {
    if (document.activeElement.matches("[data-picker] [role=combobox]")) open(document.activeElement);
  });
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-picker] [role=option]");
    if (option) { event.preventDefault(); take(boxOf(option), option); }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-picker] [data-drop]");
    if (button) { drop(boxOf(button), button.closest(".pk-chip")); return; }
    const box = event.target.closest("[data-picker]");
    if (!box) return;
    const { input, list } = parts(box);
    if (!event.target.closest("[role=listbox]")) { input.focus(); if (list.hidden) open(input); }
  });
  // Before the shell's own keys: an open list has its own Enter and Esc.
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.("[data-picker] [role=combobox]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = boxOf(event.target);
    const { input, list, chips } = parts(box);
    const isOpen = !list.hidden;
    const found = options(list).filter((option) => option.dataset.value);
    const at = found.indexOf(current(list));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) { open(input); return; }
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate(box, found[at < 0 ? (step > 0 ? 0 : found.length - 1) : (at + step + found.length) % found.length]);
    } else if (event.key === "Enter" && isOpen && current(list)) {
      event.preventDefault();
      event.stopPropagation();
      take(box, current(list));
    } else if (event.key === "Enter" && input.value.trim()) {
      event.preventDefault();
    } else if (event.key === "Tab" && isOpen && input.value.trim() && canTake(current(list))) {
      take(box, current(list));
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close(box);
    } else if (event.key === "Backspace" && !input.value && chips.lastElementChild) {
      event.preventDefault();
      drop(box, chips.lastElementChild);
    }
  }, true);
})();

// The slider of the organisation's tree writes the day into the date field beside it, whose form reloads the tree.
// Without script the date field alone does the work.
(() => {
  const form = document.querySelector("form[data-days]");
  const range = form?.querySelector("input[type=range]");
  const day = form?.querySelector("input[type=date]");
  if (!range || !day) return;
  const first = Date.parse(`${range.dataset.first}T00:00:00Z`);
  const length = 86_400_000;
  const shown = (iso) => iso.split("-").reverse().join("/");
  range.addEventListener("input", () => {
    day.value = new Date(first + Number(range.value) * length).toISOString().slice(0, 10);
    range.setAttribute("aria-valuetext", shown(day.value));
  });
  day.addEventListener("input", () => {
    if (!day.value) return;
    range.value = String(Math.round((Date.parse(`${day.value}T00:00:00Z`) - first) / length));
    range.setAttribute("aria-valuetext", shown(day.value));
  });
})();

// A box over a list of boxes checks them all.
document.querySelectorAll("input[data-all]").forEach((head) => {
  const boxes = () => head.form.querySelectorAll(`input[name="${head.dataset.all}"]`);
  head.addEventListener("change", () => boxes().forEach((box) => { box.checked = head.checked; }));
});

// On a narrow screen the tab one is on is brought into sight.
document.querySelector(".tabs .on")?.scrollIntoView({ inline: "center", block: "nearest" });

// The tree by keys (WAI-ARIA navigation treeview): one item is in the tab order, arrows walk the shown ones, a branch that
// was not sent yet is asked for when it is opened. Without script every name is a link and the arrow leads to its branch.
(() => {
  const tree = () => document.querySelector("[data-tree]");
  const items = () => [...(tree()?.querySelectorAll("[role=treeitem]") || [])].filter((item) => !item.closest("ul[hidden]"));
  const groupOf = (item) => document.getElementById(item.getAttribute("aria-owns"));
  const above = (item) => item.closest("ul[role=group]")?.parentElement.querySelector(":scope > .nd [role=treeitem]");

  const stand = (item) => {
    if (!tree() || !item) return;
    tree().querySelectorAll("[role=treeitem]").forEach((one) => { one.tabIndex = one === item ? 0 : -1; });
  };
  const turn = async (item, open) => {
    const group = groupOf(item);
    if (!group || (item.getAttribute("aria-expanded") === "true") === open) return;
    if (open && group.hasAttribute("data-lazy")) {
      if (item.hasAttribute("aria-busy")) return;  // it comes: a second time would take away what one stands on by then
      const address = item.parentElement.querySelector("[data-toggle]").href;
      item.setAttribute("aria-busy", "true");
      try {
        await window.htmx.ajax("GET", address, { target: group, swap: "innerHTML" });
      } catch { return; /* the page says what is wrong */ } finally { item.removeAttribute("aria-busy"); }
      if (!group.children.length) return;
      group.removeAttribute("data-lazy");
      group.querySelectorAll("[role=treeitem]").forEach((one) => { one.tabIndex = -1; });
    }
    item.setAttribute("aria-expanded", String(open));
    group.hidden = !open;
    if (!open && group.contains(document.activeElement)) item.focus();
  };
  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-tree] [data-toggle]");
    if (!toggle || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const item = toggle.parentElement.querySelector("[role=treeitem]");
    item.focus();
    turn(item, item.getAttribute("aria-expanded") !== "true");
  });
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest?.("[data-tree] [role=treeitem]");
    if (item) stand(item);
  });
  document.addEventListener("keydown", (event) => {
    const item = event.target.closest?.("[data-tree] [role=treeitem]");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = items();
    const at = shown.indexOf(item);
    const expanded = item.getAttribute("aria-expanded");
    const moves = {
      ArrowDown: () => shown[at + 1]?.focus(),
      ArrowUp: () => shown[at - 1]?.focus(),
      Home: () => shown[0].focus(),
      End: () => shown.at(-1).focus(),
      ArrowRight: () => (expanded === "false" ? turn(item, true) : expanded === "true" && shown[at + 1]?.focus()),
      ArrowLeft: () => (expanded === "true" ? turn(item, false) : above(item)?.focus()),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    moves[event.key]();
  });
  // Whoever went into the tree before the one asked for came is in that one.
  let wasInside = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    wasInside = Boolean(event.detail.target?.contains(tree()) && tree()?.contains(document.activeElement));
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!tree()?.querySelector("[tabindex='0']")) stand(items()[0]);
    if (wasInside) items()[0]?.focus();
    wasInside = false;
  });
  stand(items()[0]);
})();

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

// Marked rows of the list of tasks: the bar says how many, the box in the head marks all that are shown.
(() => {
  "use strict";
  const form = document.getElementById("nhieu-viec");
  if (!form) return;
  const boxes = () => [...form.querySelectorAll("input[name=viec]")];
  const all = form.querySelector("[data-all]");
  function count() {
    const marked = boxes().filter((box) => box.checked).length;
    form.querySelector("[data-count]").textContent = marked ? `Đã chọn ${marked} việc` : "";
    form.classList.toggle("has-marked", marked > 0);
    all.checked = marked > 0 && marked === boxes().length;
    all.indeterminate = marked > 0 && !all.checked;
  }
  form.addEventListener("change", (event) => {
    if (event.target === all) boxes().forEach((box) => { box.checked = all.checked; });
    count();
  });
  window.addEventListener("pageshow", count);
})();

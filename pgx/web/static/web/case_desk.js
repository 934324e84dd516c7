/* A fault's link puts the cursor on its line; without script it leads to the line's number. */
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-line]");
  const field = document.getElementById("text");
  if (!link || !field || link.getAttribute("href")[0] !== "#") return;
  const lines = field.value.split("\n");
  const line = Number(link.dataset.line) - 1;
  const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  setTimeout(() => { // the link has its way first: it takes the focus
    field.focus({ preventScroll: true });
    field.setSelectionRange(start, start + (lines[line] || "").length);
  });
});

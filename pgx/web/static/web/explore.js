// Explore, live: htmx puts in the new answer; this keeps what a swap would lose and says what came.
(() => {
  const form = () => document.getElementById("question");
  const told = () => document.getElementById("told");
  const isAnswer = (event) => event.detail.target?.id === "answer";
  let opened = [];
  let busy;

  // Which of the answer's details are open, by the section that they stand in and their place there.
  const all = (answer) => [...answer.querySelectorAll("details")];
  const name = (each, details) => {
    const section = each.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby") ?? "";
    const same = details.filter((other) => other.closest("section[aria-labelledby]") === each.closest("section[aria-labelledby]"));
    return `${section} ${each.id || same.indexOf(each)}`;
  };

  const settle = () => {
    clearTimeout(busy);
    document.getElementById("answer")?.removeAttribute("aria-busy");
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!isAnswer(event)) return;
    clearTimeout(busy);
    busy = setTimeout(() => event.detail.target.setAttribute("aria-busy", "true"), 300);
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isAnswer(event)) return;
    const details = all(event.detail.target);
    opened = details.filter((each) => each.open).map((each) => name(each, details));
  });

  // A region that is read aloud is left alone where its words are the same: it would speak again.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    const isSame = target.textContent.trim() === fragment.textContent.trim();
    if (target.id === "told" && isSame) event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!isAnswer(event)) return;
    settle();
    told().classList.add("sr");
    const details = all(document.getElementById("answer"));
    for (const each of details) if (opened.includes(name(each, details))) each.open = true;
    for (const field of form().querySelectorAll("[aria-describedby^='r-']")) {
      const read = document.getElementById(field.getAttribute("aria-describedby").split(" ")[0]);
      field.toggleAttribute("aria-invalid", false);
      if (read?.querySelector(".problem")) field.setAttribute("aria-invalid", "true");
    }
  });

  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      if (!isAnswer(event)) return;
      settle();
      told().textContent = form().dataset.broken;
      told().classList.remove("sr");
    });
  }

  // Where the form is folded to a line, the button folds it again and shows what follows.
  document.addEventListener("submit", (event) => {
    const panel = document.getElementById("panel");
    if (event.target !== form() || !panel.querySelector("summary").checkVisibility()) return;
    panel.open = false;
    document.getElementById("answer").scrollIntoView();
  });
})();

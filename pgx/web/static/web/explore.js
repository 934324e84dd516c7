// Explore, live: htmx puts in the new answer; this keeps what a swap would lose and says what came.
(() => {
  const byId = (id) => document.getElementById(id);
  const isWithin = (event) => event.detail.target?.closest?.("#answer");
  const isAnswer = (event) => event.detail.target?.id === "answer";
  let opened = [];
  let before;
  let busy;
  let isGone = false;
  let typing; // the field whose first pause in typing became an entry of the history

  // A part that opens, by the section that it stands in and its place there.
  const name = (each) => {
    const section = each.closest("section[aria-labelledby]") ?? each.closest("#answer");
    const place = [...section.querySelectorAll("details")].indexOf(each);
    return `${section.getAttribute("aria-labelledby")} ${each.id || place}`;
  };

  const settle = () => {
    clearTimeout(busy);
    byId("answer").removeAttribute("aria-busy");
  };

  // A field whose reading says a problem is invalid, and no other.
  const mark = (field) => {
    const read = byId(field.getAttribute("aria-describedby").split(" ")[0]);
    if (read?.querySelector(".problem")) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };

  // A part that had been fetched stays, dimmed, until its successor is there.
  const keep = (later) => {
    const old = before?.querySelector(later.getAttribute("hx-select"));
    if (!old || old.hasAttribute("hx-get")) return;
    later.replaceChildren(old);
    later.setAttribute("aria-busy", "true");
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!isAnswer(event)) return;
    clearTimeout(busy);
    busy = setTimeout(() => byId("answer").setAttribute("aria-busy", "true"), 300);
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isWithin(event)) return;
    opened = [...event.detail.target.querySelectorAll("details[open]")].map(name);
    if (isAnswer(event)) before = event.detail.target;
  });

  // A region that is read aloud is left alone where its words are the same: it would speak again.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    // A medicine that is taken away takes its checkbox with it, and the focus.
    const { activeElement: focused } = document;
    if (target.id === "beside") isGone = target.contains(focused) && !fragment.querySelector(`#${focused.id}`);
    const isSame = target.textContent.trim() === fragment.textContent.trim();
    if (target.id === "told" && isSame) event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const answer = byId("answer");
    for (const each of answer.querySelectorAll("details:not([open])")) each.open = opened.includes(name(each));
    if (!isAnswer(event)) return;
    settle();
    if (isGone) byId("f-co_medications").focus();
    byId("told").classList.add("sr");
    byId("question").querySelectorAll("[aria-describedby^='r-']").forEach(mark);
    answer.querySelectorAll("[hx-trigger^='intersect']").forEach(keep);
    before = undefined;
  });

  // Back leads to before a field was typed in, not to each pause in typing.
  document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
    const { type, target } = event.detail.requestConfig.triggeringEvent;
    const goesOn = typing !== undefined && (type === "submit" || target === typing);
    if (goesOn) event.detail.history.type = "replace";
    typing = type === "input" ? target : undefined;
  });

  document.addEventListener("focusin", (event) => {
    if (event.target === typing) typing = undefined;
  });

  // Only now does htmx listen to what came in.
  document.addEventListener("htmx:afterSettle", () => {
    for (const later of document.querySelectorAll("#answer [aria-busy][hx-trigger^='intersect']")) {
      window.htmx.trigger(later, "intersect");
    }
  });

  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      if (!isAnswer(event)) return;
      settle();
      byId("told").textContent = byId("question").dataset.broken;
      byId("told").classList.remove("sr");
    });
  }

  // Where the form is folded to a line, the button folds it again and shows what follows.
  document.addEventListener("submit", (event) => {
    const panel = byId("panel");
    const isFolding = panel.querySelector("summary").checkVisibility();
    if (event.target.id !== "question" || event.submitter === null || !isFolding) return;
    panel.open = false;
    byId("answer").scrollIntoView();
  });
})();

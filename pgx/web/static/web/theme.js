/* Light or dark. Loaded in the head without "defer", so that a stored choice is set before the
   first paint; the button is found once the page is there. Without JavaScript the system's theme
   applies and the button stays hidden. The admin reads the same key and attribute. */
(function () {
  "use strict";
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try {
      return window.localStorage.getItem("theme");
    } catch {
      return null; // storage is refused: the choice lasts for this page
    }
  }

  function store(theme) {
    try {
      window.localStorage.setItem("theme", theme);
    } catch {
      // see above
    }
  }

  function current() {
    return root.dataset.theme || (system.matches ? "dark" : "light");
  }

  const choice = stored();
  if (choice === "light" || choice === "dark") {
    root.dataset.theme = choice;
  }

  document.addEventListener("DOMContentLoaded", function () {
    const button = document.querySelector("[data-theme-button]");
    if (!button) {
      return;
    }
    function tell() {
      button.setAttribute("aria-pressed", String(current() === "dark"));
    }
    button.hidden = false;
    tell();
    system.addEventListener("change", tell);
    button.addEventListener("click", function () {
      root.dataset.theme = current() === "dark" ? "light" : "dark";
      store(root.dataset.theme);
      tell();
    });
  });
})();

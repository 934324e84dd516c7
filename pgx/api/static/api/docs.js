/* Swagger UI within the page of the REST interface: a layout without a second <main>, and names for
   the controls that it leaves without one. */
(function () {
  "use strict";
  const place = document.getElementById("interface");
  const PARTS = ["errors", "InfoContainer", "AuthorizeBtnContainer", "operations"];
  // Controls that Swagger UI leaves unnamed, and what they are.
  const NAMES = {
    "select.examples-select-element": place.dataset.example,
    "select.content-type": place.dataset.mediaType,
    "textarea.body-param__text": place.dataset.body,
    "button.close-modal": place.dataset.close,
  };

  /* What Swagger UI has, in our order. */
  function layout(system) {
    const create = system.React.createElement;
    function Layout() {
      if (system.specSelectors.loadingStatus() !== "success") {
        return null;
      }
      const parts = PARTS.map((name) => create(system.getComponent(name, true), { key: name }));
      return create("div", { className: "swagger-ui" }, parts);
    }
    return { components: { Layout } };
  }

  function mend() {
    for (const [selector, name] of Object.entries(NAMES)) {
      place.querySelectorAll(selector).forEach((each) => each.setAttribute("aria-label", name));
    }
    // What scrolls can be reached with the keyboard.
    place.querySelectorAll("pre, .table-container").forEach((each) => {
      each.tabIndex = 0;
    });
  }

  new MutationObserver(mend).observe(place, { childList: true, subtree: true });
  window.SwaggerUIBundle({
    url: place.dataset.schema,
    domNode: place,
    plugins: [layout],
    layout: "Layout",
    docExpansion: "list",
    syntaxHighlight: false,
    tryItOutEnabled: true,
    validatorUrl: null,
  });
})();

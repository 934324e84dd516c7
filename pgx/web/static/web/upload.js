// Sends a class file with a bar that shows how far it is; without this the form goes as it is.
(() => {
  const main = document.getElementById("main");

  function prepare() {
    const form = main.querySelector("form[data-upload]");
    const part = (name) => form.querySelector(`[data-${name}]`);
    form?.addEventListener("submit", (event) => {
      const file = form.elements.file.files[0];
      if (!file) return;
      event.preventDefault();
      if (file.size > Number(form.dataset.most)) part("state").textContent = form.dataset.tooLarge;
      else send(form, part);
    });
  }

  function send(form, part) {
    const request = new XMLHttpRequest();
    const [bar, state, stop] = ["progress", "state", "stop"].map(part);
    const submit = form.querySelector("[type=submit]");
    const show = (busy) => {
      bar.hidden = stop.hidden = !busy;
      submit.disabled = busy;
    };
    request.upload.addEventListener("progress", (event) => {
      bar.value = (100 * event.loaded) / event.total;
    });
    request.upload.addEventListener("load", () => { state.textContent = form.dataset.looking; });
    request.addEventListener("load", () => arrive(request, form));
    request.addEventListener("error", () => { state.textContent = form.dataset.broken; });
    request.addEventListener("loadend", () => show(false));
    stop.onclick = () => request.abort();
    state.textContent = "";
    show(true);
    request.open("POST", form.action);
    request.send(new FormData(form));
  }

  // Another address: the file's page. The same: the form again, with what is wrong.
  function arrive(request, form) {
    if (new URL(request.responseURL).pathname !== new URL(form.action).pathname) {
      location.assign(request.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const inside = page.getElementById("main");
    if (!inside) {
      form.querySelector("[data-state]").textContent = form.dataset.broken;
      return;
    }
    const chosen = form.elements.file;
    main.innerHTML = inside.innerHTML;
    document.title = page.title;
    main.querySelector("input[type=file]")?.replaceWith(chosen);
    prepare();
    (main.querySelector(".batch-refused") ?? main.querySelector(".errorlist"))?.scrollIntoView({ block: "center" });
  }

  prepare();
})();

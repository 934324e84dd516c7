// A slider beside each number, bound to it; and a curve that is drawn, by sliders or on the picture.
"use strict";
(() => {
  const levels = document.querySelector(".levels");
  if (!levels) return;
  const fields = [...levels.querySelectorAll("input.input")];
  const [low, high] = [Number(levels.dataset.low), Number(levels.dataset.high)];
  const picture = levels.querySelector(".drawing");
  const numberIn = (field) => Number(field.value.replace(",", "."));
  const clamp = (number) => Math.min(high, Math.max(low, number));
  const SVG = "http://www.w3.org/2000/svg";

  const shape = (name, attributes, parent) => {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    parent.append(made);
    return made;
  };

  const place = (week, number) => {
    const last = Number(fields[fields.length - 1].dataset.week);
    return [4 + (92 * week) / last, 92 - (84 * (number - low)) / (high - low)];
  };

  const draw = () => {
    if (!picture) return;
    picture.replaceChildren();
    const inner = shape("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", width: "100%", height: "100%", overflow: "visible" }, picture);
    [low, high].forEach((end) => {
      const [, y] = place(0, end);
      shape("line", { x1: 4, x2: 96, y1: y, y2: y, class: "grid", "vector-effect": "non-scaling-stroke" }, inner);
      shape("text", { x: "0", y: `${y}%`, dy: "-4", class: "t-ax" }, picture).textContent = end;
    });
    const given = fields.filter((field) => field.value.trim() !== "" && !Number.isNaN(numberIn(field)));
    const points = given.map((field) => place(Number(field.dataset.week), clamp(numberIn(field))));
    shape("polyline", { points: points.map((point) => point.join()).join(" "), class: "you-line", "vector-effect": "non-scaling-stroke" }, inner);
    points.forEach(([x, y]) => shape("circle", { cx: `${x}%`, cy: `${y}%`, r: 4.5, class: "you-dot" }, picture));
    fields.forEach((field) => {
      const [x] = place(Number(field.dataset.week), low);
      shape("text", { x: `${x}%`, y: "100%", class: "t-ax", "text-anchor": "middle" }, picture).textContent = field.dataset.week;
    });
  };

  const put = (field, slider, number) => {
    field.value = String(Number(number.toPrecision(3)));
    slider.value = number;
    draw();
  };

  const bound = fields.map((field) => {
    const slider = levels.querySelector(`[data-for="${field.id}"]`);
    slider.hidden = false;
    slider.value = field.value ? numberIn(field) : (low + high) / 2;
    slider.addEventListener("input", () => put(field, slider, Number(slider.value)));
    field.addEventListener("input", () => {
      if (!Number.isNaN(numberIn(field))) slider.value = numberIn(field);
      draw();
    });
    return [field, slider];
  });

  const drawAt = (event) => {
    const box = picture.getBoundingClientRect();
    const x = (100 * (event.clientX - box.left)) / box.width;
    const y = (100 * (event.clientY - box.top)) / box.height;
    const far = ([field]) => Math.abs(place(Number(field.dataset.week), low)[0] - x);
    const [field, slider] = bound.reduce((best, each) => (far(each) < far(best) ? each : best));
    put(field, slider, clamp(low + ((92 - y) / 84) * (high - low)));
  };

  if (picture) {
    picture.removeAttribute("hidden");
    picture.addEventListener("pointerdown", (event) => { picture.setPointerCapture(event.pointerId); drawAt(event); });
    picture.addEventListener("pointermove", (event) => { if (picture.hasPointerCapture(event.pointerId)) drawAt(event); });
    draw();
  }
})();

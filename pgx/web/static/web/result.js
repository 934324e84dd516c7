// The week that is looked at, in the charts and in words: from the tables, so without scripts too.
let chosenWeek = 8;
const SVG = "http://www.w3.org/2000/svg";

function showWeek(choice) {
  const day = String(7 * chosenWeek);
  const figures = choice.parentElement.querySelectorAll("[data-weeks] figure");
  const output = choice.querySelector("output");
  output.replaceChildren();
  const label = choice.querySelector("label").textContent;
  for (const figure of figures) {
    markWeek(figure, Number(day) / Number(figure.dataset.days));
    const row = [...figure.querySelectorAll("tr[data-day]")].find((each) => each.dataset.day === day);
    if (row) output.append(inWords(figure, row, label));
  }
  choice.querySelector("input").setAttribute("aria-valuetext", `${chosenWeek}`);
}

// A line through every plot of a figure; none where the week lies beyond its end.
function markWeek(figure, share) {
  for (const plot of figure.querySelectorAll("svg svg")) {
    const line = plot.querySelector(".week-line") ?? document.createElementNS(SVG, "line");
    const x = String(100 * share);
    const place = { x1: x, x2: x, y1: "0", y2: "100", class: "week-line", "vector-effect": "non-scaling-stroke" };
    for (const [name, value] of Object.entries(place)) line.setAttribute(name, value);
    if (share <= 1) plot.append(line);
    else line.remove();
  }
}

function inWords(figure, row, label) {
  const names = [...figure.querySelectorAll("thead th")].map((each) => each.textContent.trim());
  const values = [...row.cells].map((each) => each.textContent.trim());
  const said = names.map((name, place) => `${name} ${values[place]}`).slice(1).join(", ");
  const line = document.createElement("span");
  line.textContent = `${label} ${chosenWeek}, ${figure.querySelector(".kicker").textContent}: ${said}.`;
  return line;
}

function begin(within) {
  for (const choice of within.querySelectorAll("[data-week-choice]")) {
    choice.hidden = false;
    choice.querySelector("input").value = chosenWeek;
    showWeek(choice);
  }
}

document.addEventListener("input", (event) => {
  if (event.target.id !== "week") return;
  chosenWeek = Number(event.target.value);
  showWeek(event.target.closest("[data-week-choice]"));
});
document.addEventListener("DOMContentLoaded", () => begin(document));
document.addEventListener("htmx:afterSettle", (event) => begin(event.detail.elt.parentElement ?? document));
// The link that was followed is gone with the node that it stood in: its successor is read on.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.matches?.(".node")) event.detail.elt.querySelector(".node-name").focus();
});

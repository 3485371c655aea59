"""The one script: a search box above a list that is whole without it. What it searches loads when the box is first used."""

SCRIPT = """\
(function () {
  "use strict";
  var box = document.getElementById("search"), input = document.getElementById("words"), found = document.getElementById("found");
  var list = document.getElementById("list"), results = document.getElementById("results"), say = box.dataset, texts = null, asked = false;
  var cy = document.documentElement.lang === "cy";
  function plain(text) { return text.toLowerCase().normalize("NFD").replace(/[\\u0300-\\u036f]/g, ""); }
  function made(name, text, parent) {
    var element = document.createElement(name);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }
  function stairs(place, points, parent) {
    var i, space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg"), step, height;
    svg.setAttribute("class", "stairs rated-" + points + "-" + place);
    svg.setAttribute("viewBox", "0 0 " + points * 6.5 + " 14");
    svg.setAttribute("aria-hidden", "true");
    for (i = 0; i < points; i += 1) {
      step = document.createElementNS(space, "rect");
      height = 14 * (i + 1) / points - 1;
      step.setAttribute("x", i * 6.5 + 0.5);
      step.setAttribute("y", 13.5 - height);
      step.setAttribute("width", 5);
      step.setAttribute("height", height);
      step.setAttribute("stroke", "currentColor");
      step.setAttribute("fill", i < place ? "currentColor" : "none");
      svg.appendChild(step);
    }
    parent.appendChild(svg);
    parent.appendChild(document.createTextNode(" "));
  }
  function date(iso) {
    var parts = iso.split("-").map(Number);
    if (parts.length === 1) { return iso; }
    var said = {timeZone: "UTC", year: "numeric", month: "long", day: parts[2] ? "numeric" : undefined};
    return new Date(Date.UTC(parts[0], parts[1] - 1, parts[2] || 1)).toLocaleDateString(cy ? "cy" : "en-GB", said);
  }
  function show(row) {
    var method = window.inspections.methods[row[8]], item = document.createElement("li"), line, rated;
    made("a", row[1], item).href = say.pages + row[0] + ".html";
    if (say[row[9]]) { made("span", say[row[9]], item).className = "flag"; }
    line = made("p", "", item);
    rated = made("span", "", line);
    rated.className = row[3] ? "rated" : "none";
    if (row[3]) {
      stairs(row[4], row[5], rated);
      made("b", row[3], rated);
      made("small", " " + row[4] + " " + say.of + " " + row[5], rated);
    } else { rated.textContent = say.unrated; }
    made("small", ". " + (row[6] ? date(row[6]) : row[7] ? say.fieldwork + " " + date(row[7]) : say.undated) + ". " + method[0] + ". " +
      (method[1] || say.rater), line);
    return item;
  }
  function search() {
    var words = plain(input.value).split(/\\s+/).filter(Boolean), rows, hits;
    list.hidden = words.length > 0 && texts !== null;
    results.textContent = found.textContent = "";
    if (!words.length || !texts) { return; }
    rows = window.inspections.rows;
    hits = rows.filter(function (row, at) { return words.every(function (word) { return texts[at].indexOf(word) !== -1; }); });
    hits.slice(0, 100).forEach(function (row) { results.appendChild(show(row)); });
    found.textContent = hits.length + " " + say.of + " " + rows.length + (hits.length > 100 ? " (1–100)" : "");
  }
  function load() {
    if (asked) { return; }
    asked = true;
    var script = document.createElement("script");
    script.src = say.list;
    script.onload = function () {
      texts = window.inspections.rows.map(function (row) {
        var method = window.inspections.methods[row[8]];
        return plain([row[1], row[2], row[3], row[6], row[7], method[0], method[1]].join(" "));
      });
      search();
    };
    document.head.appendChild(script);
  }
  box.hidden = false;
  input.addEventListener("focus", load);
  input.addEventListener("input", function () { load(); search(); });
  input.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { input.value = ""; search(); }
  });
  if (input.value) { load(); }
}());
"""

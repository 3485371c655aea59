"""The one script: a search box over a list that is whole without it."""

SCRIPT = """\
(function () {
  "use strict";
  var box = document.getElementById("search"), input = document.getElementById("words"), found = document.getElementById("found");
  var parts = Array.prototype.slice.call(document.querySelectorAll("section.found"));
  var rows = Array.prototype.slice.call(document.querySelectorAll("section.found tbody tr"));
  function plain(text) { return text.toLowerCase().normalize("NFD").replace(/[\\u0300-\\u036f]/g, ""); }
  var texts = rows.map(function (row) { return plain(row.textContent); });
  function search() {
    var words = plain(input.value).split(/\\s+/).filter(Boolean), shown = 0;
    rows.forEach(function (row, at) {
      row.hidden = !words.every(function (word) { return texts[at].indexOf(word) !== -1; });
      if (!row.hidden) { shown += 1; }
    });
    parts.forEach(function (part) { part.hidden = !part.querySelector("tbody tr:not([hidden])"); });
    found.textContent = words.length ? shown + " of " + rows.length : "";
  }
  box.hidden = false;
  input.addEventListener("input", search);
  search();
}());
"""

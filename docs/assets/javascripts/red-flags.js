// The checklist works without this file (CSS decides). It adds three comforts, keeps nothing and
// sends nothing: "none" excludes signs, Copy, and an empty form after the Back button.
(function () {
  var form = document.querySelector("form.red-flags");
  var every = function (what) { return [].slice.call(form.querySelectorAll(what)); };

  function shown(part) { return getComputedStyle(part).display !== "none"; }

  function summary(title) {
    var today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    var ticked = every("input:checked").map(function (box) { return "- " + box.parentNode.textContent.trim(); });
    var result = every(".red-flags__result").filter(shown).map(function (part) {
      return every(".red-flags__result[data-tier='" + part.dataset.tier + "'] :is(h3, .care__when)")
        .map(function (line) { return line.textContent.trim(); }).join(". ");
    });
    return [title.replace("{date}", today)].concat(ticked, result, form.querySelector(".caveat").textContent, location.href.split("#")[0]).join("\n");
  }

  form.addEventListener("change", function (event) {
    if (!event.target.checked) return;
    every(event.target.hasAttribute("data-none") ? "[data-tier]:checked" : "[data-none]:checked")
      .forEach(function (box) { box.checked = false; });
  });
  form.addEventListener("click", function (event) {
    var button = event.target;
    if (button.hasAttribute("data-copy")) {
      navigator.clipboard.writeText(summary(button.dataset.title)).then(function () {
        button.textContent = button.dataset.copied;
      });
    }
  });
  addEventListener("pageshow", function (event) { if (event.persisted) form.reset(); });
  every("[data-copy]").forEach(function (button) { button.hidden = !navigator.clipboard; });
})();

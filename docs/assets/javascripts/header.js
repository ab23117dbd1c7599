// The menu, the search and the hot keys before the theme's script is there.
{
  const field = document.forms.search.query, [drawer, panel] = document.querySelectorAll("[data-md-toggle]");
  panel.addEventListener("change", () => { if (panel.checked) field.focus(); });
  if (panel.checked) field.focus();
  // Else Back and Reload would show them open. Checkers of HTML allow the attribute on text only.
  panel.autocomplete = "off";
  addEventListener("pagehide", () => { drawer.checked = false; });

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (key === "Escape") drawer.checked = false;
    if (window.document$ || event.ctrlKey || event.metaKey || target.matches("input:not([type=radio]), textarea, select")) return;
    if (key === "Enter" && target.matches("label")) target.click();
    if (!["f", "s", "/"].includes(key)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

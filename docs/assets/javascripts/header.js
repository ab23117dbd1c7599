// The menu and the search before the theme's script is there.
{
  const field = document.forms.search.query;
  const [drawer, panel] = document.querySelectorAll("[data-md-toggle]");
  panel.addEventListener("change", () => {
    if (panel.checked) field.focus();
  });
  if (panel.checked) field.focus();
  // Else Back and Reload would show them open. Checkers of HTML allow the attribute on text only.
  panel.autocomplete = "off";
  addEventListener("pagehide", () => {
    drawer.checked = false;
  });

  addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey } = event;
    if (key === "Escape") {
      drawer.checked = false;
      document.querySelectorAll(".md-tooltip2").forEach((box) => {
        box.hidden = true; // the theme makes a new one
      });
    }
    if (key === "Enter" && target.matches("label") && !window.document$) target.click();
    // The theme has shortcuts of one character: a spoken word or a slip would set them off
    // (WCAG 2.1.4).
    const fields = "input:not([type=radio], [type=checkbox]), select, textarea";
    const typing = panel.checked || target.matches(fields);
    if (key.length === 1 && key !== " " && !typing && !ctrlKey && !metaKey) event.stopPropagation();
  }, true);
}

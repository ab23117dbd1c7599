// The menu and the search until the theme's script is loaded.
{
  const field = document.forms.search.query;
  const [drawer, panel] = document.querySelectorAll("[data-md-toggle]");
  panel.addEventListener("change", () => {
    if (panel.checked) field.focus();
  });
  if (panel.checked) field.focus();
  // Otherwise Back and Reload would show them open. HTML allows the attribute on text fields only.
  panel.autocomplete = "off";
  addEventListener("pagehide", () => {
    drawer.checked = false;
  });

  addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey } = event;
    if (key === "Escape") {
      drawer.checked = false;
      document.querySelectorAll(".md-tooltip2").forEach((box) => {
        box.hidden = true; // the theme creates a new one
      });
    }
    if (key === "Enter" && target.matches("label") && !window.document$) target.click();
    // The theme has single-character shortcuts, which speech input or a slip could trigger
    // (WCAG 2.1.4).
    const fields = "input:not([type=radio], [type=checkbox]), select, textarea";
    const typing = panel.checked || target.matches(fields);
    if (key.length === 1 && key !== " " && !typing && !ctrlKey && !metaKey) event.stopPropagation();
  }, true);
}

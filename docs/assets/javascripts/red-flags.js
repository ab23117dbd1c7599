// The checklist works without this file (CSS decides). It adds a Copy button, and empties the form
// after the Back button; otherwise it never unticks a box. It stores and sends nothing.
{
  const form = document.querySelector("form.red-flags");
  const all = (selector) => [...form.querySelectorAll(selector)];
  const text = (part) => part.textContent.trim();
  const shown = (part) => getComputedStyle(part).display !== "none";

  const summary = (title) => {
    const format = { day: "numeric", month: "long", year: "numeric" };
    const today = new Date().toLocaleDateString("en-GB", format);
    const ticked = all("input:checked").map((box) => "- " + text(box.parentNode));
    const lead = (part) => [...part.querySelectorAll("h3, .care__when")].filter(shown);
    const result = all(".red-flags__result")
      .filter(shown)
      .map((part) => lead(part).map(text).join(". "));
    const said = result.length ? result : all("[data-says]").filter(shown).map(text);
    const caveat = text(form.querySelector(".caveat"));
    const page = document.querySelector("link[rel=canonical]"); // absent without a public URL
    const lines = [title.replace("{date}", today), ...ticked, ...said, caveat, page?.href];
    return lines.filter(Boolean).join("\n");
  };

  all("[data-copy]").forEach((button) => {
    const { title, copied, refused } = button.dataset;
    let label; // the button's original content, perhaps translated by the browser
    const say = (words) => {
      label ??= [...button.childNodes];
      button.replaceChildren(words);
    };
    const takeBack = () => {
      if (label) button.replaceChildren(...label);
      label = undefined;
    };
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(summary(title)).then(() => say(copied), () => say(refused));
    });
    for (const change of ["change", "reset"]) form.addEventListener(change, takeBack);
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) form.reset();
  });
}

// The checklist works without this file (CSS decides). It adds two comforts, keeps nothing and
// sends nothing: Copy, and an empty form after the Back button. It never unticks an answer.
{
  const form = document.querySelector("form.red-flags");
  const every = (what) => [...form.querySelectorAll(what)];
  const text = (part) => part.textContent.trim();
  const seen = (part) => getComputedStyle(part).display !== "none";

  const summary = (title) => {
    const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const ticked = every("input:checked").map((box) => "- " + text(box.parentNode));
    const result = every(".red-flags__result").filter(seen)
      .map((part) => [...part.querySelectorAll("h3, .care__when")].filter(seen).map(text).join(". "));
    const said = result.length ? result : every("[data-says]").filter(seen).map(text);
    const page = document.querySelector("link[rel=canonical]"); // where it is published, if it is
    return [title.replace("{date}", today), ...ticked, ...said, text(form.querySelector(".caveat")), page?.href].filter(Boolean).join("\n");
  };

  every("[data-copy]").forEach((button) => {
    const { title, copied, refused } = button.dataset;
    let label; // its own words, also in translation, while it says something else
    const say = (said) => { label ??= [...button.childNodes]; button.replaceChildren(said); };
    const takeBack = () => { if (label) button.replaceChildren(...label); label = undefined; };
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(summary(title)).then(() => say(copied), () => say(refused));
    });
    for (const change of ["change", "reset"]) form.addEventListener(change, takeBack);
  });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) form.reset(); });
}

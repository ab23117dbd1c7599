// The checklist works without this file (CSS decides). It adds two comforts, keeps nothing and
// sends nothing: Copy, and an empty form after the Back button. It never unticks an answer.
{
  const form = document.querySelector("form.red-flags");
  const every = (what) => [...form.querySelectorAll(what)];
  const text = (part) => part.textContent.trim();

  const summary = (title) => {
    const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const ticked = every("input:checked").map((box) => "- " + text(box.parentNode));
    const result = every(".red-flags__result").filter((part) => getComputedStyle(part).display !== "none")
      .map((part) => [...part.querySelectorAll("h3, .care__when")].map(text).join(". "));
    return [title.replace("{date}", today), ...ticked, ...result, text(form.querySelector(".caveat")), location.href.split("#")[0]].join("\n");
  };

  form.addEventListener("click", ({ target }) => {
    if (!target.hasAttribute("data-copy")) return;
    navigator.clipboard.writeText(summary(target.dataset.title)).then(() => { target.textContent = target.dataset.copied; });
  });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) form.reset(); });
  every("[data-copy]").forEach((button) => { button.hidden = !navigator.clipboard; });
}

// Folded parts open for printing, and for a link to something inside them: browsers from before
// 2025 leave them shut. Print buttons do what Ctrl+P does; without a script they stay hidden.
{
  let folded = [];
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((fold) => {
      fold.open = true;
    });
  });
  addEventListener("afterprint", () => {
    folded.forEach((fold) => {
      fold.open = false;
    });
  });

  const reveal = () => {
    let part;
    try {
      part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // a broken address
    }
    const fold = part?.closest("details:not([open])");
    if (!fold) return;
    fold.open = true;
    part.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
}

// Opens all details elements for printing, and the one that contains the target of a link, which
// browsers from before 2025 do not do. Print buttons act like Ctrl+P, and need this script to show.
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
      return; // a malformed hash
    }
    const fold = part?.closest("details:not([open])");
    if (!fold) return;
    fold.open = true;
    part.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
}

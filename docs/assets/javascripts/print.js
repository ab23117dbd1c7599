// What is folded opens on paper, and for who follows a link to a part of it: browsers of before 2025
// leave it shut. Print buttons do what Ctrl and P do; without a script they stay away.
{
  let folded = [];
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((one) => { one.open = false; }));

  const reveal = () => {
    let part;
    try { part = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; } // no address of ours
    const fold = part?.closest("details:not([open])");
    if (!fold) return;
    fold.open = true;
    part.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
}

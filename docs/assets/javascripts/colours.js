// The choice of colours, with or without the theme's script. Only what a reader chooses is stored:
// the theme would store its first guess too, and then no longer follow the system.
{
  const form = document.querySelector("[data-base]"), inputs = [...form.elements];
  const key = new URL(form.dataset.base, location).pathname + ".__palette";
  let chosen = window.__md_get("__palette");
  const show = (input) => {
    document.body.dataset.mdColorScheme = input.dataset.mdColorScheme;
    inputs.forEach((one) => { one.nextElementSibling.hidden = one !== input; });
  };
  const choose = (input) => {
    show(input);
    chosen = { index: inputs.indexOf(input) };
    try { localStorage.setItem(key, JSON.stringify(chosen)); } catch { /* not kept */ }
  };
  form.addEventListener("change", ({ target }) => choose(target));
  const on = inputs.find((one) => one.checked);
  if (on.dataset.mdColorScheme !== document.body.dataset.mdColorScheme) choose(on); // before we came

  // The theme knows Enter only, and browsers let no key change a button that is on already.
  form.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const next = inputs[(inputs.indexOf(event.target) + 1) % inputs.length];
    next.focus();
    next.click();
  });

  inputs.forEach((one) => {
    matchMedia(one.dataset.mdColorMedia).onchange = ({ matches }) => {
      if (!matches || chosen) return;
      one.checked = true;
      show(one);
      one.dispatchEvent(new Event("change")); // it does not bubble: only the theme hears it
    };
  });

  // What the theme reads and writes: it goes on with what is shown, and stores nothing.
  window.__md_get = () => ({ index: inputs.findIndex((one) => one.checked) });
  window.__md_set = () => {};
}

// The choice of colours, with or without the theme's script. Only what a reader chooses is stored:
// the theme would store its first guess too, and then no longer follow the system.
{
  const form = document.querySelector("[data-base]"), inputs = [...form.elements];
  const key = new URL(form.dataset.base, location).pathname + ".__palette";
  const show = (input) => {
    document.body.dataset.mdColorScheme = input.dataset.mdColorScheme;
    inputs.forEach((one) => { one.nextElementSibling.hidden = one !== input; });
  };
  show(inputs.find((one) => one.checked));
  form.addEventListener("change", ({ target }) => {
    show(target);
    try { localStorage.setItem(key, JSON.stringify({ index: inputs.indexOf(target) })); } catch { /* not kept */ }
  });
  window.__md_set = () => {};
}

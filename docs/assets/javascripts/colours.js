// The choice of colours, with or without the theme's script. Only what a reader chooses is stored:
// the theme would store its first guess too, and then no longer follow the system.
{
  const form = document.querySelector("[data-base]");
  const inputs = [...form.elements];
  const { key, wanted } = window.colours; // from the page itself
  const on = () => inputs.find((one) => one.checked);
  const isShown = (input) => input.dataset.mdColorScheme === document.body.dataset.mdColorScheme;
  let refused; // a choice that the browser does not store: it holds for this page

  const show = (input) => {
    input.checked = true;
    document.body.dataset.mdColorScheme = input.dataset.mdColorScheme;
    inputs.forEach((one) => {
      one.defaultChecked = one === input; // Safari resets the form when Back shows a page again
      one.nextElementSibling.hidden = one !== input;
    });
  };
  const choose = (input) => {
    show(input);
    try {
      localStorage.setItem(key, JSON.stringify({ index: inputs.indexOf(input) }));
    } catch {
      refused = input;
    }
  };
  form.addEventListener("change", ({ target }) => choose(target));
  (isShown(on()) ? show : choose)(on()); // a reader may have switched before this script came

  // The system has changed, or the Back button shows a page from before a choice.
  const renew = () => {
    const input = refused || wanted();
    if (input.checked && isShown(input)) return;
    show(input);
    input.dispatchEvent(new Event("change")); // it does not bubble: only the theme hears it
  };
  inputs.forEach((input) => {
    matchMedia(input.dataset.mdColorMedia).onchange = renew;
  });
  addEventListener("pageshow", renew);

  // The theme knows Enter only, and browsers let no key change a button that is on already.
  form.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const next = inputs[(inputs.indexOf(event.target) + 1) % inputs.length];
    next.focus();
    next.click();
  });

  // What the theme reads and writes: it goes on with what is shown, and stores nothing.
  window.__md_get = () => ({ index: inputs.indexOf(on()) });
  window.__md_set = () => {};
}

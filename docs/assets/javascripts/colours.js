// The colour scheme switch, which works with or without the theme's script. Only a choice by the
// reader is stored: the theme would also store the system's scheme, and then stop following it.
{
  const form = document.querySelector("[data-base]");
  const inputs = [...form.elements];
  const { key, wanted } = window.colours; // from the page itself
  const on = () => inputs.find((one) => one.checked);
  const isShown = (input) => input.dataset.mdColorScheme === document.body.dataset.mdColorScheme;
  let refused; // a choice that the browser cannot store, so it is kept for this page only

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
  (isShown(on()) ? show : choose)(on()); // a reader may have switched before this script ran

  // The system's scheme has changed, or the Back button shows a page from before a choice.
  const renew = () => {
    const input = refused || wanted();
    if (input.checked && isShown(input)) return;
    show(input);
    input.dispatchEvent(new Event("change")); // does not bubble: only the theme gets it
  };
  inputs.forEach((input) => {
    matchMedia(input.dataset.mdColorMedia).onchange = renew;
  });
  addEventListener("pageshow", renew);

  // The theme handles only Enter, and in browsers no key changes a checked radio button.
  form.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const next = inputs[(inputs.indexOf(event.target) + 1) % inputs.length];
    next.focus();
    next.click();
  });

  // The theme's storage functions: it reads the scheme that is shown, and stores nothing.
  window.__md_get = () => ({ index: inputs.indexOf(on()) });
  window.__md_set = () => {};
}

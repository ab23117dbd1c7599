// The theme asks for its search script and index at once. Both wait here until a reader searches,
// and no key is lost on the way.
{
  let search;
  const wanted = new Promise((yes) => { search = yes; });
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body) { wanted.then(() => send.call(this, body)); };

  // If the address names a #part of the page, the theme closes drawer and search as it starts. By
  // then a reader may have opened one: for that moment only a reader's own click closes them.
  const keep = (click) => { if (!click.isTrusted && click.target.checked === false) click.preventDefault(); };

  const Theirs = window.Worker;
  window.Worker = class extends EventTarget {
    constructor(address) { // the theme starts
      super();
      const repeat = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.real = wanted.then(() => new Theirs(address));
      this.real.then((real) => real.addEventListener("message", repeat));
      addEventListener("click", keep, true);
      setTimeout(removeEventListener, 200, "click", keep, true);
    }

    postMessage(data) { this.real.then((real) => real.postMessage(data)); }
  };

  const field = document.forms.search.query, [drawer, panel] = document.querySelectorAll("[data-md-toggle]");
  field.addEventListener("focus", search);
  panel.addEventListener("change", () => { if (panel.checked) field.focus(); });
  if (panel.checked) field.focus();
  if (/[?&]q=/.test(location.search) || document.activeElement === field) search();
  // Else Back and Reload would show them open. Checkers of HTML allow the attribute on text only.
  panel.autocomplete = "off";
  addEventListener("pagehide", () => { drawer.checked = false; });

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (key === "Escape") drawer.checked = false;
    if (window.document$ || event.ctrlKey || event.metaKey || target.matches("input:not([type=radio]), textarea, select")) return;
    if (key === "Enter" && target.matches("label")) target.click();
    if (!["f", "s", "/"].includes(key)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

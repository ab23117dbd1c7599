// The theme asks for its search script and index at once. Both wait here until a reader searches,
// and no key is lost on the way.
{
  let search;
  const wanted = new Promise((yes) => { search = yes; });
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body) { wanted.then(() => send.call(this, body)); };

  const Theirs = window.Worker;
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const repeat = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.real = wanted.then(() => new Theirs(address));
      this.real.then((real) => real.addEventListener("message", repeat));
    }

    postMessage(data) { this.real.then((real) => real.postMessage(data)); }
  };

  const form = document.forms.search, field = form.query, panel = document.getElementById("__search");
  if (/[?&]q=/.test(location.search) || document.activeElement === field) search();
  field.addEventListener("focus", search);
  panel.addEventListener("change", () => { if (panel.checked) field.focus(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (window.document$ || event.ctrlKey || event.metaKey || target.matches("input, textarea, select")) return;
    if (key === "Enter" && target.matches("label")) target.click();
    if (!["f", "s", "/"].includes(key)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

// Delivered in front of the theme's script, which would fetch its search worker and index at once.
// Here both wait until a reader searches. No key press is lost, and failed requests are repeated.
// The words in the field are searched for, however they were entered.
"use strict"; // repeats the theme's directive, which no longer comes first in the file
{
  const field = document.forms.search.query;
  const panel = document.querySelector("[data-md-toggle=search]");
  const retryLater = (attempt) => setTimeout(attempt, 3000);
  let search;
  const searched = new Promise((resolve) => {
    search = resolve;
  });
  const called = field.value || /[?&]q=/.test(location.search);
  field.addEventListener("focus", search);
  if (called || panel.checked || document.activeElement === field) search();

  // The theme reads the field on keyup, which dictation, paste and autofill do not fire.
  field.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));

  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (...request) {
    open.apply(this, request);
    this.addEventListener("error", (event) => { // before the theme's listener, which would give up
      event.stopImmediatePropagation();
      retryLater(() => {
        open.apply(this, request);
        send.call(this);
      });
    });
  };
  XMLHttpRequest.prototype.send = function () {
    searched.then(() => send.call(this));
  };

  // If the address has a #hash, the theme closes drawer and search as it starts. A reader may have
  // opened one by then, so for that moment only a reader's own click closes them.
  const keepOpen = (click) => {
    if (!click.isTrusted && click.target.checked === false) click.preventDefault();
  };

  // Typed phrases become words of the pages, by a table in the index. Plain endings are removed
  // (the search matches prefixes), and so are uninformative words, as long as others remain. See
  // hooks/exports/search_index.py.
  let table, quiet;
  const letters = (text) => text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase();
  const reworded = (typed) => {
    const words = letters(typed)
      .replace(/['’](s\b)?/g, "")
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .map((word) => word.replace(/^(.{3,}?)(?:ing|ed|s)$/, "$1"));
    const found = [];
    for (let length = 5; words.length; length--) {
      const phrase = words.slice(0, length).join(" ");
      if (length > 1 && !table.has(phrase)) continue;
      found.push(...(table.get(phrase) ?? phrase).split(" "));
      words.splice(0, length);
      length = 6;
    }
    const telling = quiet.map((set) => found.filter((word) => word.length > 1 && !set.has(word)));
    return [...new Set(telling.find((words) => words.length) || found)].join(" ");
  };
  const accented = ({ title, text }) => `${title} ${text}`.match(/\w*[À-ɏ][\wÀ-ɏ]*/g) ?? [];
  const translated = (message) => {
    const { data } = message;
    if (data.config) {
      const { words, everywhere, ignored } = data.config;
      table = new Map(Object.entries(words));
      for (const word of data.docs.flatMap(accented)) {
        table.set(letters(word), word.toLowerCase()); // as the pages spell it, with its accents
      }
      quiet = [new Set([...everywhere, ...ignored]), new Set(ignored)];
    }
    return typeof data === "string" ? { ...message, data: reworded(data) } : message;
  };

  const BrowserWorker = window.Worker;
  window.Worker = class extends EventTarget {
    constructor(address) { // when the theme starts
      super();
      const posted = [];
      this.postMessage = (data) => posted.push(translated(data));
      const begin = () => {
        const real = new BrowserWorker(address);
        const retry = () => retryLater(begin);
        real.addEventListener("error", retry);
        real.addEventListener("message", ({ data }) => {
          real.removeEventListener("error", retry); // later errors are the script's own
          this.dispatchEvent(new MessageEvent("message", { data }));
        });
        this.postMessage = (data) => real.postMessage(posted[posted.push(translated(data)) - 1]);
        posted.forEach((data) => real.postMessage(data));
      };
      searched.then(begin);
      addEventListener("click", keepOpen, true);
      setTimeout(removeEventListener, 200, "click", keepOpen, true);
    }
  };
}

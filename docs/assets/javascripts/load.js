// Reading needs no script. The theme's starts with a reader's first key, focus, touch, turn of the
// wheel or pointing, and at once for a link into a search (?q=). To save data: key or focus.
{
  const { theme, styles } = document.currentScript.dataset;
  const signs = ["keydown", "focusin", "pointerdown", "touchstart", "wheel", "pointerover"];
  if (navigator.connection?.saveData) signs.length = 2;
  const listen = (how) => signs.forEach((sign) => window[how](sign, start, { capture: true, passive: true }));
  const add = (tag, parts) => document.head.appendChild(Object.assign(document.createElement(tag), parts));
  function start() {
    listen("removeEventListener");
    const sheet = add("link", { rel: "stylesheet", href: styles });
    const script = add("script", { src: theme });
    script.onload = () => window.document$.next(document); // it waits for an event that is long over
    script.onerror = () => {
      sheet.remove();
      signs.splice(4); // the next touch tries again, but not each move of a mouse
      listen("addEventListener");
    };
  }
  addEventListener("DOMContentLoaded", () => { // sooner, the theme would hear it too and start twice
    const called = /[?&]q=/.test(location.search) || document.activeElement !== document.body;
    called ? start() : listen("addEventListener");
  });
}

// Reading needs no script. The theme's starts with a reader's first key, focus, touch, turn of the
// wheel or pointing, and at once for a link into a search (?q=). To save data: key or focus.
{
  const { theme, styles } = document.currentScript.dataset;
  const events = ["keydown", "focusin", "pointerdown", "touchstart", "wheel", "pointerover"];
  if (navigator.connection?.saveData) events.length = 2;
  const options = { capture: true, passive: true };
  const listen = () => events.forEach((name) => addEventListener(name, start, options));
  const stopListening = () => events.forEach((name) => removeEventListener(name, start, options));
  const add = (tag, properties) =>
    document.head.appendChild(Object.assign(document.createElement(tag), properties));

  function start() {
    stopListening();
    const sheet = add("link", { rel: "stylesheet", href: styles });
    const script = add("script", { src: theme });
    // The theme waits for an event that is long over.
    script.onload = () => window.document$.next(document);
    script.onerror = () => {
      sheet.remove();
      events.splice(4); // the next touch tries again, but not each move of a mouse
      listen();
    };
  }

  // Sooner, the theme would hear this event too and start twice.
  addEventListener("DOMContentLoaded", () => {
    const called = /[?&]q=/.test(location.search) || document.activeElement !== document.body;
    if (called) start();
    else listen();
  });
}

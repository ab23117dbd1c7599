// Reading needs no script. The theme's loads at the first key press, focus, touch, wheel or pointer
// movement, and at once for a link to a search (?q=). To save data: at a key press or focus only.
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
    // The theme waits for an event that has already fired.
    script.onload = () => window.document$.next(document);
    script.onerror = () => {
      sheet.remove();
      events.splice(4); // the next touch tries again, but not every mouse movement
      listen();
    };
  }

  // If loaded earlier, the theme would also receive this event and start twice.
  addEventListener("DOMContentLoaded", () => {
    const called = /[?&]q=/.test(location.search) || document.activeElement !== document.body;
    if (called) start();
    else listen();
  });
}

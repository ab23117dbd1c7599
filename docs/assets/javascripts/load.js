// Reading needs no script. The theme's starts when a reader first touches, points, presses a key,
// moves the focus or scrolls, and at once for a link into a search (?q=).
{
  const { theme, styles } = document.currentScript.dataset;
  const signs = ["pointerdown", "pointerover", "touchstart", "keydown", "focusin", "scroll"];
  const listen = (how) => signs.forEach((sign) => window[how](sign, start, { capture: true, passive: true }));
  const add = (tag, parts) => document.head.append(Object.assign(document.createElement(tag), parts));

  function start() {
    listen("removeEventListener");
    add("link", { rel: "stylesheet", href: styles });
    add("script", {
      src: theme,
      onload: () => window.document$.next(document), // it waits for an event that is long over
      onerror: () => listen("addEventListener"), // the next touch tries again
    });
  }

  // Never before this event: the theme would hear it as well and start twice.
  addEventListener("DOMContentLoaded", () => {
    if (/[?&]q=/.test(location.search) || document.activeElement !== document.body) start();
    else listen("addEventListener");
  });
}

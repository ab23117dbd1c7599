// Search in the offline pack: browsers refuse web workers on file:// addresses, so this Worker runs
// the theme's search script in an empty frame of the page. The frame inherits the page's policy and
// contains only a <script src>. A site in a language other than English would also need
// importScripts, to load its stemmers.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      this.inside = new Promise((ready) => {
        // Older Firefox replaces a new frame's document once, so wait for its load event.
        frame.addEventListener("load", () => {
          const inside = frame.contentWindow;
          // The search script's answers go to the page, not to the frame itself.
          inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
          const script = inside.document.createElement("script");
          script.src = new URL(address, location);
          script.onload = () => ready(inside);
          inside.document.body.append(script);
        }, { once: true });
      });
      document.body.append(frame);
    }

    async postMessage(data) {
      const inside = await this.inside;
      inside.dispatchEvent(new MessageEvent("message", { data }));
    }
  };
}

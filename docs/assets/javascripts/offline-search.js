// Search for the copy that opens from a folder: browsers refuse web workers on file:// addresses.
// This Worker runs the theme's search script in an empty frame of the page instead. The frame has
// the page's own policy; all that is put into it is one <script src>.
// It loads no stemmers: a site in another language than English would need importScripts.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      this.inside = new Promise((ready) => {
        // Older Firefox swaps a new frame's document once: it is filled when it has settled.
        frame.addEventListener("load", () => {
          const inside = frame.contentWindow;
          // What the search script answers goes to the page and not to the frame itself.
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

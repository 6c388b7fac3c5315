// When was the last thing drawn? Runs in each page before its own scripts; times are milliseconds since 1970.
// Drawn: a change of the DOM inside WATCHED (shadow roots too), or a call that paints a canvas.
(() => {
  if (window !== window.top) return;
  const watched = "WATCHED";
  const now = () => performance.timeOrigin + performance.now();
  const bench = (window.__bench = { drawnAt: 0, inputAt: 0, pending: 0, heardAt: 0, roots: [document] });

  const isInside = (node) => {
    const element = node.nodeType === 1 ? node : node.parentElement;
    if (!element) return watched === "*";
    if (element.closest(watched)) return true;
    const root = element.getRootNode();
    return root instanceof ShadowRoot && isInside(root.host);
  };
  const holds = (node) => node.nodeType === 1 && (node.matches(watched) || node.querySelector(watched));
  const isDrawing = (change) =>
    isInside(change.target) || [...change.addedNodes, ...change.removedNodes].some(holds);
  const observer = new MutationObserver((changes) => {
    if (changes.some(isDrawing)) bench.drawnAt = now();
  });
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document, everything);
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    bench.roots.push(root);
    observer.observe(root, everything);
    return root;
  };

  const stamp = (prototype, names) => {
    for (const name of names) {
      const paint = prototype[name];
      prototype[name] = function (...told) {
        bench.drawnAt = now();
        return paint.apply(this, told);
      };
    }
  };
  stamp(CanvasRenderingContext2D.prototype, ["fill", "fillRect", "fillText", "stroke", "drawImage", "putImageData"]);
  stamp(WebGLRenderingContext.prototype, ["drawArrays", "drawElements"]);
  stamp(WebGL2RenderingContext.prototype,
    ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]);

  const done = () => { bench.pending -= 1; bench.heardAt = now(); };
  const ask = window.fetch;
  window.fetch = (...told) => {
    bench.pending += 1;
    return ask(...told).finally(done);
  };
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...told) {
    bench.pending += 1;
    this.addEventListener("loadend", done);
    return send.apply(this, told);
  };

  const noteInput = () => { bench.inputAt = bench.inputAt || now(); };
  for (const kind of ["pointerdown", "keydown", "input", "change"]) {
    document.addEventListener(kind, noteInput, { capture: true });
  }
  bench.arm = () => { bench.inputAt = 0; };
  // All elements of a selector, inside shadow roots too.
  bench.all = (selector) => bench.roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  // The figures a text holds: '1.234' and '1,234' are 1234.
  bench.number = (text) => Number((text.match(/\d[\d.,]*/) || ["NaN"])[0].replace(/[.,]/g, ""));
  // True once the page shows what is expected and nothing has moved for QUIET_MS.
  bench.isStill = (quietMs) => bench.pending === 0 && now() - Math.max(bench.drawnAt, bench.heardAt) > quietMs;
})();

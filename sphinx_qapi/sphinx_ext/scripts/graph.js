/* Graphs that are larger than their box can be fitted, zoomed (buttons, + - 0 f) and dragged. Without this script, they
   scroll. A graph that folds scrolls to its own definition when it opens. */
for (const graph of qapi.all(".qapi-graph")) {
  const { button, make, one, word } = qapi, box = one(".qapi-scroll", graph), picture = one("svg", box);
  const fold = graph.closest(".qapi-types"), me = one(".qapi-g-me", box);
  if (fold && me) fold.addEventListener("toggle", () => {
    const around = qapi.box(box), own = qapi.box(me);
    if (fold.open) box.scrollBy(own.x + own.width / 2 - around.x - around.width / 2, own.y + own.height / 2 - around.y - around.height / 2);
  });

  const width = +picture.getAttribute("width"), height = +picture.getAttribute("height");
  if (width <= box.clientWidth && height <= box.clientHeight) continue;

  let scale = 1;
  const zoom = wanted => {
    const next = Math.min(2, Math.max(.1, wanted)), factor = next / scale;
    const x = box.clientWidth / 2, y = box.clientHeight / 2;
    const left = (box.scrollLeft + x) * factor - x, top = (box.scrollTop + y) * factor - y;
    scale = next;
    picture.setAttribute("width", width * scale);
    picture.setAttribute("height", height * scale);
    box.scrollTo(left, top);
  };
  const fit = () => zoom(Math.min(1, (box.clientWidth - 18) / width));
  const keys = { f: fit, "-": () => zoom(scale / 1.25), "+": () => zoom(scale * 1.25), "0": () => zoom(1) };
  keys["="] = keys["+"];

  const names = [["Fit", "Fit to width", "f"], ["−", "Smaller", "-"], ["+", "Larger", "+"], ["1:1", "Full size", "0"]];
  const tools = names.map(([text, name, key]) => {
    const ariaLabel = word(name);
    return Object.assign(button(word(text), keys[key]), { ariaLabel, title: `${ariaLabel} (${key})` });
  });
  box.before(make("div.qapi-g-tools", {}, ...tools));
  box.classList.add("qapi-g-drag");
  box.onkeydown = event => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key]();
  };

  let start = null, isDragged = false;
  box.onpointerdown = event => {
    isDragged = false;
    start = event.button || event.pointerType === "touch" ? null : [event.x, event.y, box.scrollLeft, box.scrollTop];
  };
  box.onpointermove = event => {
    if (!start) return;
    const right = event.x - start[0], down = event.y - start[1];
    if (!isDragged && Math.hypot(right, down) < 5) return;
    if (!isDragged) box.setPointerCapture(event.pointerId);
    isDragged = true;
    box.scrollTo(start[2] - right, start[3] - down);
  };
  box.onpointerup = box.onpointercancel = () => { start = null; };
  box.ondragstart = event => event.preventDefault();
  box.addEventListener("click", event => {       /* the click at the end of dragging does not follow a link */
    if (isDragged) { event.preventDefault(); event.stopPropagation(); }
    isDragged = false;
  }, true);
}

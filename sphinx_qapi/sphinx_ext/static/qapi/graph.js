/* Graphs that are larger than their box: fit, zoom (buttons, + - 0 f), drag. Without this they scroll. */
for (const graph of document.querySelectorAll(".qapi-graph")) {
  const box = graph.querySelector(".qapi-scroll"), picture = box.querySelector("svg");
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
    const ariaLabel = qapi.word(name);
    return Object.assign(qapi.button(qapi.word(text), keys[key]), { ariaLabel, title: `${ariaLabel} (${key})` });
  });
  box.before(qapi.make("div", { className: "qapi-g-tools" }, ...tools));
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
  box.addEventListener("click", event => {       /* the end of dragging follows no link */
    if (isDragged) { event.preventDefault(); event.stopPropagation(); }
    isDragged = false;
  }, true);
}

/* The map's search: boxes that match and boxes linked with them stay; others are dimmed, and sheets without any hidden. */
for (const field of qapi.all(".qapi-g-find")) {
  const number = box => box.closest("[data-n]")?.dataset.n;
  const sheets = qapi.all(".qapi-graph:has([data-n])").map(graph => ({
    graph,
    scroll: qapi.one(".qapi-scroll", graph),
    boxes: qapi.all("svg a, .qapi-g-node", graph),
    edges: qapi.all("[data-e]", graph).map(edge => [edge, ...edge.dataset.e.split(" ")]),
  }));
  field.hidden = false;
  qapi.one("input", field).oninput = event => {
    const words = event.target.value.toLowerCase();
    let found = 0;
    for (const { graph, scroll, boxes, edges } of sheets) {
      const matches = words ? boxes.filter(box => qapi.one("text", box).textContent.toLowerCase().includes(words)) : [];
      const own = new Set(matches.map(number)), near = new Set(own);
      for (const [, from, to] of edges) {
        if (own.has(from)) near.add(to);
        if (own.has(to)) near.add(from);
      }
      for (const [edge, from, to] of edges)
        edge.classList.toggle("qapi-g-dim", Boolean(words) && !own.has(from) && !own.has(to));
      for (const box of boxes) {
        const stays = !words || matches.includes(box) || (!own.has(number(box)) && near.has(number(box)));
        box.classList.toggle("qapi-g-dim", !stays);
      }
      found += matches.filter(box => !box.matches(".qapi-g-away")).length;
      graph.hidden = Boolean(words) && !matches.length;
      if (matches.length) {
        const box = qapi.box(matches[0]), room = qapi.box(scroll);
        scroll.scrollBy(box.x - room.x - room.width / 3, box.y - room.y - room.height / 3);
      }
    }
    for (const { graph } of sheets) {
      const section = graph.closest("section");
      if (section && !section.contains(field)) section.hidden = !qapi.one(".qapi-graph:not([hidden])", section);
    }
    qapi.one("output", field).textContent = words && `${found} ${qapi.word("found")}`;
  };
}

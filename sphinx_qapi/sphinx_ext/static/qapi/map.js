/* The map's find: what matches, and what is linked with that, stays; other boxes are dimmed, sheets without any hidden. */
for (const field of document.querySelectorAll(".qapi-g-find")) {
  const number = box => box.closest("[data-n]")?.dataset.n;
  const sheets = [...document.querySelectorAll(".qapi-graph:has([data-n])")].map(graph => ({
    graph,
    scroll: graph.querySelector(".qapi-scroll"),
    boxes: [...graph.querySelectorAll("svg a, .qapi-g-node")],
    edges: [...graph.querySelectorAll("[data-e]")].map(edge => [edge, ...edge.dataset.e.split(" ")]),
  }));
  field.hidden = false;
  field.querySelector("input").oninput = event => {
    const words = event.target.value.toLowerCase();
    let found = 0;
    for (const { graph, scroll, boxes, edges } of sheets) {
      const matches = words ? boxes.filter(box => box.querySelector("text").textContent.toLowerCase().includes(words)) : [];
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
        const box = matches[0].getBoundingClientRect(), room = scroll.getBoundingClientRect();
        scroll.scrollBy(box.x - room.x - room.width / 3, box.y - room.y - room.height / 3);
      }
    }
    for (const { graph } of sheets) {
      const section = graph.closest("section");
      if (section && !section.contains(field)) section.hidden = !section.querySelector(".qapi-graph:not([hidden])");
    }
    field.querySelector("output").textContent = words && `${found} ${qapi.word("found")}`;
  };
}

/* A bar that shows the place on the page after the title of a definition has left the window: reference, module,
   definition, branch and member, with links and buttons for it. One query to the browser per frame finds the place,
   however long the page is. */
var qapiBar = ({ path, role = ":qapi:%r:`%n`" }) => {
  const { all, box, copier, make, on, one, word } = qapi;
  const above = path ? JSON.parse(path) : all(".qapi-path a").map(each => [each.textContent, each.href]);
  const first = one(".qapi > .sig[id]");
  if (!first) return;
  const content = first.closest("article, [role=main]") || first.parentElement.parentElement;
  const way = make("span.qapi-bar-way"), tools = make("span");
  const bar = make("nav.qapi-bar", { ariaLabel: word("Place"), hidden: true }, way, tools);
  content.prepend(bar);
  const room = parseFloat(getComputedStyle(first).scrollMarginTop) + 2;
  let shown = "";

  /* The bottom of everything that a theme keeps at the top of the window. */
  const bottomOfHeader = x => {
    let bottom = 0;
    for (const each of document.elementsFromPoint(x, 1))
      for (let outer = each; outer && !outer.contains(content); outer = outer.parentElement)
        if (/fixed|sticky/.test(getComputedStyle(outer).position) && outer !== bar)
          bottom = Math.max(bottom, box(outer).bottom);
    return bottom;
  };
  const nameOf = each => one(".sig-name, dt code, .qapi-head > b", each).textContent;
  const titleOf = entry => one(":scope > .sig[id]", entry);
  const link = (text, href) => make("a", { href }, text);

  const show = (entry, steps) => {
    const last = steps.at(-1), title = titleOf(entry);
    if (shown === last.id) return;
    shown = last.id;
    const parts = [...above.map(([text, href]) => link(text, href)), link(nameOf(entry), "#" + title.id)];
    for (const each of steps.slice(1)) parts.push(link(nameOf(each), "#" + each.id));
    parts.at(-1).ariaCurrent = "true";
    way.replaceChildren(...parts);

    const isMember = last.matches("div") && last.id.startsWith(title.id + ".") && !last.matches(".qapi-branch");
    const kind = isMember ? "memb" : entry.matches(".command") ? "cmd" : entry.matches(".event") ? "event" : "type";
    const name = (isMember ? last : title).id.replace(/^qapi-(\w+?)-/, "$1:");
    const copied = { Link: location.href.replace(/#.*|$/, "#" + last.id), Role: role.replace("%r", kind).replace("%n", name) };
    const buttons = navigator.clipboard ? Object.entries(copied).map(([text, title]) =>
      Object.assign(copier(word(text), () => title), { title, ariaLabel: `${word("Copy")}: ${word(text)}` })) : [];
    const source = one(".sig .viewcode-link [href], a:has(> .viewcode-link)", entry);
    tools.replaceChildren(...buttons, ...source ? [link(word("Source"), source.href)] : []);
  };

  const stepsTo = (at, entry) => {
    const steps = [titleOf(entry)];
    for (let each = at; each !== entry; each = each.parentElement)
      if (each.matches(".qapi-rows > div[id], .qapi-branch[id]")) steps.splice(1, 0, each);
    return steps;
  };
  let row = null;                                   /* the row's own link that the keyboard has followed */
  const look = () => {
    const { left, width } = box(content), x = left + width / 2, top = bottomOfHeader(x);
    const below = top + room;                       /* the position that links scroll their targets to */
    const at = document.elementsFromPoint(x, below).find(each => content.contains(each) && !bar.contains(each));
    const entry = at?.closest(".qapi"), title = entry && titleOf(entry);
    const isShown = Boolean(row || (title && box(title).bottom < top));
    if (row) show(row.closest(".qapi"), stepsTo(row, row.closest(".qapi")));
    else if (isShown) show(entry, stepsTo(at, entry));
    if (isShown) Object.assign(bar.style, { top: `${top}px`, left: `${left}px`, width: `${width}px` });
    if (isShown || !bar.contains(document.activeElement)) bar.hidden = !isShown;
  };
  /* With the keyboard, the next stop after a row's link to itself is the bar's first button for it; then that row again. */
  content.addEventListener("click", event => {
    const own = event.detail ? null : event.target.closest(".qapi-rows > div > dt .headerlink");
    if (!own) return;
    setTimeout(() => {                              /* after the browser has scrolled there */
      row = own;
      look();
      (tools.firstChild || own).focus({ preventScroll: true });
    });
  });
  bar.onkeydown = ({ key, shiftKey, target }) => {
    const isOut = key === "Escape" || (key === "Tab" && target === (shiftKey ? tools.firstChild : tools.lastChild));
    if (isOut && row) row.focus({ preventScroll: true });
  };
  bar.addEventListener("focusout", event => {
    if (!bar.contains(event.relatedTarget)) row = null;
  });

  let isAsked = false;
  const ask = () => {
    if (!isAsked) requestAnimationFrame(() => { isAsked = false; look(); });
    isAsked = true;
  };
  on("scroll resize toggle", ask, true);
  ask();
};

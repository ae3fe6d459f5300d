/* The palette: a field, filters, and the hits for what is typed, each a link to its place. */
var qapiPalette = ({ space, search, root, label }) => {
  const { make, button } = qapi, { plain } = qapiMatch, MOST = 40;
  const index = { ...qapiReadSymbols(qapiSymbols), own: space }, words = qapiSymbols.words;
  const before = location.search.replace(/^\?q=.*/, ""), ask = text => `?q=${encodeURIComponent(text)}`;
  let at = 0;

  const input = make("input", { type: "search", autocomplete: "off", spellcheck: false, placeholder: label, ariaLabel: label,
    role: "combobox", ariaExpanded: true, ariaAutoComplete: "list" });
  const list = make("div", { id: "qapi-hits", role: "listbox", ariaLabel: label }), status = make("p", { role: "status" });
  input.setAttribute("aria-controls", list.id);

  const newest = (index.spaces.find(({ name }) => name === space) || index.spaces[0]).versions.split("\n").at(-1);
  const filters = ["kind:command", "kind:event", "kind:type", "kind:member", "kind:value", "is:deprecated", "is:unstable",
    ...newest ? [`since:${newest}`] : []];
  const tokens = () => input.value.split(/\s+/).filter(Boolean);
  const chips = filters.map(filter => button(filter, () => {
    const others = tokens().filter(each => each.split(":")[0] !== filter.split(":")[0]);
    input.value = [...tokens().includes(filter) ? [] : [filter], ...others, ""].join(" ");
    input.focus();
    show();
  }));
  const group = make("div.qapi-chips", { role: "group", ariaLabel: words.filters }, ...chips);
  const dialog = make("dialog.qapi-palette", { ariaLabel: label, onclick: event => {
    if (event.target === dialog) close();
  } }, input, group, list, status);

  /* The place of a hit: its definition, the branches that it is in, and commands and events that may contain it. */
  const steps = path => path.length ? ` (${path.join(", ")})` : "";
  const placesOf = ({ places, from }) => {
    if (!from) return "";
    const [first] = places, isSent = ({ kind }) => /command|event/.test(kind);
    const alike = places.filter(each => each.path.join() === first.path.join() && isSent(each.of) === isSent(first.of)).slice(0, 2);
    const named = new Set(places.map(each => each.of));
    const holders = [...qapiFilters.reached([from]).keys()].filter(each => isSent(each) && !named.has(each)).map(each => each.name);
    const rest = places.length - alike.length + holders.slice(2).length;
    return `${words.of} ${alike.map(each => each.of.name).join(", ")}${steps(first.path)}`
      + (holders.length ? `, ${words.within} ${holders.slice(0, 2).join(", ")}` : "") + (rest ? ` · ${words.more.replace("%d", rest)}` : "");
  };
  const addressOf = ({ kind, name, page, anchor, places: [place] }) => {
    if (!place) return `${page}#${anchor}`;
    const path = [...place.path, name].join("."), mark = { branch: ":branch.", feature: ":feature." }[kind] || ".";
    return `${place.of.page}#${place.of.anchor}${mark}${path}`;
  };
  const typeOf = ({ kind, type, default: value, flags }) => !type ? "" : kind === "command" ? `${words.returns}${type}`
    : `${type}${flags & 4 ? `, ${words.optional}` : ""}${value && ` = ${value}`}`;

  const row = (href, ...content) => list.append(make("a", { href: new URL(href, root), tabIndex: -1, role: "option",
    id: `qapi-hit-${list.childElementCount}`, onclick: close }, ...content.flatMap(each => [each, " "])));
  const add = hit => {
    const marks = [hit.flags & 1 && "deprecated", hit.flags & 2 && "unstable"].filter(Boolean);
    row(addressOf(hit), make("i", {}, index.kinds[hit.kind]), make("b", {}, hit.name), placesOf(hit),
      make("code", {}, typeOf(hit)), ...marks.map(mark => make(`small.qapi-${mark}`, {}, mark)),
      make("small", {}, hit.condition ? `${words.if}${hit.condition} ` : "", hit.since),
      ...index.spaces.length > 1 ? [make("small", {}, hit.space.name)] : [], make("span", {}, hit.text));
  };

  const choose = number => {
    const options = [...list.children];
    at = (number + options.length) % (options.length || 1);
    options.forEach((each, i) => { each.ariaSelected = i === at; });
    options[at]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[at]?.id || "");
  };
  const address = query => {
    try { history.replaceState(history.state, "", location.pathname + query + location.hash); } catch { /* not allowed for files */ }
  };
  const show = () => {
    const query = input.value.trim(), hits = qapiRank(query, index), text = tokens().filter(each => !/^\w+:/.test(each)).join(" ");
    list.replaceChildren();
    hits.slice(0, MOST).forEach(add);
    if (text) row(search + ask(text), words.text.replace("%s", text));
    status.textContent = query ? words.found.replace("%d", hits.length) : words.help;
    chips.forEach((chip, i) => { chip.ariaPressed = tokens().includes(filters[i]); });
    choose(0);
    address(query ? ask(query) : before);
  };
  const close = () => {
    address(before);                                     /* at once: the close event may come after a link has led away */
    dialog.close();
  };

  input.oninput = show;
  input.onkeydown = event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose(at + step);
    else if (event.key === "Enter" && !event.isComposing) list.children[at]?.click();
    else if (event.key === "Escape") close();            /* otherwise Escape would only empty the search field */
    else return;
    event.preventDefault();
  };
  dialog.oncancel = close;                               /* Escape outside of the field, or the gesture for going back */
  document.body.append(dialog);
  return (query = input.value, isTyped = false) => {
    input.value = query;
    if (!dialog.open) dialog.showModal();
    if (!isTyped) input.select();
    show();
  };
};

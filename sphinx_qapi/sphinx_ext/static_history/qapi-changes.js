/* The changes between any two releases, in place of the list of pages between. Nothing is fetched: the history, what
   compares its releases (qapi-compare.js) and words are in scripts that stand before this. */
(d => {
  const make = (tag, name, text) => { const e = d.createElement(tag); if (name) e.className = name; if (text) e.textContent = text; return e; };
  const choice = (label, options, chosen) => {
    const box = make("label", "", label + " "), select = d.createElement("select");
    for (const [value, text] of options) select.add(new Option(text, value, false, value === chosen));
    select.setAttribute("aria-label", label);
    box.append(select);
    return [box, select];
  };
  const data = globalThis.qapiChanges;
  for (const place of data ? d.querySelectorAll(".qapi-choose-place") : []) {
    const names = data.releases, words = data.words, last = names.length - 1;
    if (last < 1) continue;
    const options = names.map((each, i) => [String(i), each]).reverse();
    const [one, from] = choice(words.from, options.slice(1), String(last - 1));
    const [two, to] = choice(words.to, options.slice(0, -1), String(last));
    const bar = make("div", "qapi-choose"), unstable = make("label"), box = d.createElement("input"), result = make("div");
    box.type = "checkbox";
    unstable.append(box, " " + words.unstable);
    bar.append(one, two, unstable);
    result.setAttribute("aria-live", "polite");
    place.append(bar, result);
    const kind = change => data.kinds[change.kind];
    const notes = change => {
      const [sent, received, group, said] = kind(change), shapes = [change.old, change.new].filter(Boolean);
      const isFeature = shapes.some(each => change.path.endsWith("$" + each));
      const announced = change.announced && (group === "removed" ? words.announced : "deprecated");
      const below = change.below && (change.below === 1 ? words.one : words.below.replace("%d", change.below));
      const parts = [said, isFeature ? "" : shapes.join(" → "), data.verdicts[change.sent ? sent : received]];
      return [...parts, change.unstable && "unstable", announced, below].filter(Boolean).join(", ");
    };
    const item = change => {
      const row = make("div"), title = d.createElement("dt"), name = make("b");
      name.append(make("code", "", change.entry + (change.path && " " + change.path)));
      title.append(name, make("small", "", " (" + notes(change) + ")"));
      row.append(title, d.createElement("dd"));
      return row;
    };
    const show = () => {
      const [a, b] = [+from.value, +to.value].sort((x, y) => x - y);
      const changes = a === b ? [] : qapiCompare(data, a, b).filter(each => box.checked || !each.unstable);
      const count = changes.length === 1 ? words.change : words.changes.replace("%d", changes.length);
      result.replaceChildren(make("p", "", changes.length ? count : words.nothing));
      for (const [group, title] of Object.entries(data.groups)) {
        const own = changes.filter(each => kind(each)[2] === group), list = make("dl", "qapi-rows qapi-list");
        if (own.length) { list.append(...own.map(item)); result.append(make("p", "qapi-label rubric", title), list); }
      }
    };
    for (const each of [from, to, box]) each.onchange = show;
  }
})(document);

/* Shows the changes between any two releases, in place of the list of pages between them. Scripts before this one provide
   the history, the words and the comparison. */
(() => {
  const data = window.qapiChanges, { all, make } = qapi;
  const kind = change => data.kinds[change.kind];

  const notes = change => {
    const [sent, received, group, said] = kind(change), { words } = data;
    const shapes = [change.old, change.new].filter(Boolean);
    const isFeature = shapes.some(each => each in data.features || change.path.endsWith("$" + each));
    const announced = change.announced && (group === "removed" ? words.announced : "deprecated");
    const below = change.below && (change.below === 1 ? words.one : words.below.replace("%d", change.below));
    const parts = [said, isFeature ? "" : shapes.join(" → "), data.verdicts[change.sent ? sent : received]];
    return [...parts, change.unstable && "unstable", announced, below].filter(Boolean).join(", ");
  };
  const row = change => {
    const name = make("b", {}, make("code", {}, change.entry + (change.path && " " + change.path)));
    const title = make("dt", {}, name, make("small", {}, ` (${notes(change)})`));
    return make("div", {}, title, make("dd"));
  };

  for (const place of all(".qapi-choose-place")) {
    if (!data || data.releases.length < 2) continue;
    const { words } = data, result = make("div", { ariaLive: "polite" });
    const show = () => {
      const [first, last] = [+from.value, +to.value].sort((one, other) => one - other);
      const found = first === last ? [] : qapiCompare(data, first, last);
      const changes = found.filter(each => unstable.checked || !each.unstable);
      const count = changes.length === 1 ? words.change : words.changes.replace("%d", changes.length);
      result.replaceChildren(make("p", {}, changes.length ? count : words.nothing));
      for (const [group, title] of Object.entries(data.groups)) {
        const rows = changes.filter(each => kind(each)[2] === group).map(row);
        if (!rows.length) continue;
        const label = make("p.qapi-label rubric", {}, title);
        result.append(label, make("dl.qapi-rows qapi-list", {}, ...rows));
      }
    };
    const options = data.releases.map((each, index) => [index, each]).reverse();
    const [since, from] = qapi.choice(words.from, options.slice(1), show);
    const [until, to] = qapi.choice(words.to, options.slice(0, -1), show);
    const unstable = make("input", { type: "checkbox", onchange: show });
    const label = make("label", {}, unstable, " " + words.unstable);
    place.append(make("div.qapi-choose", {}, since, until, label), result);
  }
})();

/* Reads the columns of qapi-symbols.js (docs/reference/symbols.md): all symbols as objects, as rank.js takes them. */
var qapiReadSymbols = data => {
  const WHOLES = ["command", "event", "struct", "union", "enum", "alternate", "module"];
  const PARTS = { m: "member", b: "branch", a: "alternative", v: "value", f: "feature" };
  const lines = (columns, ...names) => names.map(name => columns[name].split("\n"));

  const read = (space, number) => {
    const [names, pages, texts, returns, others, versions, conditions] =
      lines(space, "names", "pages", "texts", "returns", "places", "versions", "conditions");
    const kinds = space.counts.flatMap((count, kind) => Array(count).fill(WHOLES[kind]));
    const wholes = names.map((name, i) => ({
      name, kind: kinds[i], space, number, flags: space.flags[i], since: versions[space.since[i]],
      condition: conditions[space.condition[i]], module: space.modules[space.module[i]], text: texts[i],
      type: returns[i] || "", default: "", anchor: (kinds[i] === "module" ? `qapi-module:${space.name}:` : `qapi-${space.name}-`) + name,
      page: pages[i] || `${space.prefix}${kinds[i]}-${name}${space.suffix}`, users: [], emits: [], places: [],
    }));
    /* The definitions that use a type, by the name of the type. */
    const users = new Map(), use = (type, of) => {
      const name = type.replace(/[[\]]/g, "");
      if (!users.has(name)) users.set(name, new Set());
      users.get(name).add(of);
    };
    for (const [command, ...events] of space.emits) wholes[command].emits = events.map(event => wholes[event].name);

    const columns = space.parts, [partNames, types, defaults, partTexts] = lines(columns, "names", "types", "defaults", "texts");
    let n = 0;
    const parts = wholes.flatMap((whole, i) => {
      const elsewhere = (others[i] || "").split(" ").filter(Boolean).map(each => each.split("/"));
      const places = [...elsewhere.map(([at, ...path]) => ({ of: wholes[at], path })), { of: whole, path: [] }]
        .sort((a, b) => WHOLES.indexOf(a.of.kind) - WHOLES.indexOf(b.of.kind));
      for (const { of } of places) if (of !== whole) use(whole.name, of);
      return Array.from({ length: columns.counts[i] }, () => {
        const at = n++, kind = PARTS[columns.kinds[at]], type = types[at];
        const own = kind === "member" || kind === "branch" ? places : [{ of: whole, path: [] }];
        for (const { of } of own) use(type, of);
        return {
          name: partNames[at], kind: kind === "member" && own[0].of.kind === "command" ? "argument" : kind, space, number,
          flags: columns.flags[at] | whole.flags & 3, since: versions[columns.since[at]] || whole.since, module: whole.module,
          condition: [conditions[columns.condition[at]], whole.condition].filter(Boolean).join(" and "),
          text: partTexts[at], type, default: defaults[at], users: null, emits: [], places: own, from: whole,
        };
      });
    });
    for (const whole of wholes) whole.users = [...users.get(whole.name) || []];
    return { symbols: [...wholes, ...parts], users };
  };
  const spaces = data.spaces.map(read);
  return { ...data, symbols: spaces.flatMap(each => each.symbols), users: spaces.map(each => each.users) };
};

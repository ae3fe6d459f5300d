/* The filters of a query, which are words with a colon: each returns the distance of a symbol from the value asked for,
   or Infinity. */
var qapiFilters = (() => {
  const { isKind, plain } = qapiMatch, NO = Infinity;
  const FLAGS = ["deprecated", "unstable", "optional", "preconfig", "oob", "no-reply", "coroutine"];
  const when = isTrue => isTrue ? 0 : NO;
  const begins = (value, names) => when(names.some(name => name && (plain(name).startsWith(value) || isKind(value, plain(name)))));
  const element = type => type.replace(/[[\]]/g, "");

  const difference = (since, version) => {
    const own = since.split("."), asked = version.split(".").filter(Boolean);
    return asked.map((part, i) => (own[i] || 0) - part).find(Boolean) || 0;
  };

  /* The definitions that use a type, directly or by other types, with the number of steps to it. */
  const reached = (wholes, first = []) => {
    const steps = new Map(first.map(each => [each, 1]));
    for (let found = wholes, step = 1; found.length; step++) {
      found = [...new Set(found.flatMap(each => each.users))].filter(each => !steps.has(each));
      for (const each of found) steps.set(each, step);
    }
    return steps;
  };
  const holders = (name, { symbols, users }) => {
    const wholes = symbols.filter(each => each.users && plain(each.name) === name);
    if (wholes.length) return reached(wholes);
    return reached([], users.flatMap(each => [...each]).flatMap(([type, of]) => plain(type) === name ? [...of] : []));
  };

  const all = {
    kind: (value, { kind, users }, { kinds }) => begins(value, [kind, kinds[kind],
      kind === "argument" && "member", /struct|union/.test(kind) && "object", users && !/command|event|module/.test(kind) && "type"]),
    since: (value, { since }) => {
      const [, sign, version] = value.match(/^([<>]=?|[≥≤])?([\d.]*)/), found = difference(since, version);
      const isMet = { ">": found > 0, "<": found < 0, ">=": found >= 0, "≥": found >= 0, "<=": found <= 0, "≤": found <= 0 };
      return when(since && version && (isMet[sign] ?? !found));
    },
    is: (value, { flags, kind }) => begins(value, [...FLAGS.filter((_, bit) => flags >> bit & 1),
      !(flags & 3) && "stable", kind === "argument" && !(flags & 4) && "required"]),
    if: (value, { condition }) => when(condition && plain(condition).includes(value)),
    takes: (value, symbol, { held }) => symbol.kind === "command" && held(value).get(symbol) || NO,
    returns: (value, { kind, type }, { held }) => {
      const name = kind === "command" ? element(type) : "";
      if (plain(name) === value) return 0;
      return [...held(value)].find(([each]) => each.name === name)?.[1] ?? NO;
    },
    emits: (value, { emits }) => begins(value, emits),
    in: (value, { space, module, places }) => when(!begins(value, [space.name, module]) || places.some(({ of }) => plain(of.name) === value)),
  };
  return { all, holders, reached };
})();

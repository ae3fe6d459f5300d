/* What a query finds in an index, as symbols.js reads it: hits, best first. A pure function; docs/reference/symbols.md
   says what a query may be. */
var qapiRank = (() => {
  const { plain, prepare, slip } = qapiMatch;
  const EXACT = 0, WORD = 2, INFIX = 3, KIND = 3, SHORT = 4, PLACE = 4, MODULE = 5, TEXT = 6, NO = Infinity;
  const MOST_ALIKE = 3;
  const GROUPS = { command: 0, event: 0, argument: 2, member: 2, branch: 2, alternative: 2, value: 3, feature: 3 };
  const known = new WeakMap();

  /* A symbol as it is compared, made once. */
  const own = symbol => {
    if (!known.has(symbol)) {
      const said = ` ${symbol.text.toLowerCase().replace(/[^\p{L}\d]+/gu, " ")}`;
      known.set(symbol, { ...prepare(symbol.name), said, group: GROUPS[symbol.kind] ?? 1 });
    }
    return known.get(symbol);
  };

  /* The words of a query, and its filters. */
  const read = (query, { spaces }) => {
    const words = [], filters = [];
    for (const token of query.trim().split(/\s+/)) {
      const [, key, value] = token.match(/^([a-z]\w*):(.*)$/i) || [], filter = key && key.toLowerCase();
      if (filter && Object.hasOwn(qapiFilters.all, filter)) {
        const values = value.split(",").map(each => filter === "since" ? each : plain(each)).filter(Boolean);
        if (values.length) filters.push([filter, values]);
      } else {
        const isSpace = spaces.some(({ name }) => name === key);
        if (isSpace) filters.push(["in", [plain(key)]]);
        words.push(...(isSpace ? value : token).split(/[.:/]/).filter(plain));
      }
    }
    return { words, filters };
  };

  const remembered = make => {
    const results = new Map();
    return key => results.has(key) ? results.get(key) : results.set(key, make(key)).get(key);
  };

  const rank = (query, index) => {
    const { words, filters } = read(query, index), whole = plain(words.join("")), raw = words.join(" ");
    if (!words.length && !filters.length) return [];
    const held = remembered(name => qapiFilters.holders(name, index));
    const ofOwner = remembered(word => remembered(of => qapiMatch(word, own(of)) <= WORD));
    const isAt = (word, { of, path }) => ofOwner(word)(of) || path.some(each => plain(each).startsWith(word));
    const meant = remembered(word => index.meanings[word] ? " " + index.meanings[word] : "");

    const cost = (word, symbol, isLoose) => {
      const mine = own(symbol), least = Math.min(qapiMatch(word, mine), isLoose ? slip(word, mine) : NO);
      if (least <= KIND) return least;
      if (symbol.kind === word || plain(index.kinds[symbol.kind] || "") === word) return KIND;
      if (symbol.places.some(place => isAt(word, place))) return Math.min(least, PLACE);
      if (least < MODULE) return least;
      if (symbol.module && plain(symbol.module).startsWith(word)) return MODULE;
      if (mine.said.includes(" " + word) || mine.words.some(each => meant(each).includes(" " + word))) return TEXT;
      return NO;
    };
    const costs = (symbol, isLoose) => {
      if (words.length && own(symbol).low === whole) return symbol.name === raw ? EXACT - .5 : EXACT;
      return words.reduce((sum, word) => {
        const least = sum < NO ? cost(plain(word), symbol, isLoose) : NO, parts = word.split(/[-_]/).filter(Boolean);
        if (least < NO || parts.length < 2) return sum + least;
        return parts.reduce((sum, part) => sum + cost(plain(part), symbol, isLoose), sum + 1);
      }, 0);
    };
    const asked = index.symbols.map(symbol => ({ symbol, near: filters.reduce((sum, [filter, values]) =>
      sum + Math.min(...values.map(value => qapiFilters.all[filter](value, symbol, { ...index, held }))), 0) }));
    const find = isLoose => asked.flatMap(({ symbol, near }) => {
      const sum = near < NO ? costs(symbol, isLoose) : NO;
      return sum < NO ? [{ symbol, near, sum, tier: Math.floor(Math.max(sum, 0)) }] : [];
    });

    /* Who finds nothing that is called so has mistyped something. */
    let found = find(false);
    if (words.length && !found.some(({ sum }) => sum < SHORT * words.length)) found = find(true);

    const sent = of => of?.kind === "command" ? 0 : of?.kind === "event" ? 1 : 2;
    const order = ({ symbol, tier, near, sum }) => [tier, near, own(symbol).group, symbol.flags & 2 || symbol.flags & 1,
      symbol.space.name === index.own ? -1 : symbol.number, sum, sent(symbol.places[0]?.of),
      words.length ? own(symbol).low.length : 0, -symbol.places.length];
    const sort = hits => {
      for (const hit of hits) hit.order = order(hit);
      hits.sort((a, b) => {
        const i = a.order.findIndex((key, i) => key !== b.order[i]);
        return i >= 0 ? a.order[i] - b.order[i] : a.symbol.name < b.symbol.name ? -1 : Number(a.symbol.name > b.symbol.name);
      });
    };
    sort(found);

    /* Many types have a member of the same name: the first few, then what else is called nearly so. */
    const alike = new Map();
    for (const hit of found.filter(({ symbol }) => symbol.places.length)) {
      const { low, group } = own(hit.symbol), key = `${low} ${group}`, number = (alike.get(key) || 0) + 1;
      alike.set(key, number);
      if (number > MOST_ALIKE) hit.tier = Math.max(hit.tier, INFIX);
    }
    sort(found);

    /* What several schemas read from the same file is found once. */
    const seen = new Map();
    const isFirst = ({ kind, name, places, space }) => {
      const key = [kind, name, places.at(-1)?.of.name].join(" ");
      if (!seen.has(key)) seen.set(key, space);
      return seen.get(key) === space || !space.shares || !seen.get(key).shares;
    };
    return found.map(({ symbol }) => symbol).filter(isFirst).map(symbol => {
      const number = remembered(place => words.filter(word => isAt(plain(word), place)).length);
      const places = [...symbol.places].sort((a, b) => number(b) - number(a));
      const kind = symbol.kind === "argument" && places[0].of.kind !== "command" ? "member" : symbol.kind;
      return { ...symbol, kind, places };
    });
  };
  return rank;
})();

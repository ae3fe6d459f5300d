/* What a query finds in an index, as symbols.js reads it: hits, best first. A pure function; docs/reference/symbols.md
   says what a query may be. */
var qapiRank = (() => {
  const { plain, prepare, remembered, slip } = qapiMatch;
  const EXACT = 0, WORD = 2, INFIX = 3, KIND = 3, SHORT = 4, PLACE = 4, MODULE = 5, TEXT = 6, NO = Infinity;
  const MOST_ALIKE = 3;
  const GROUPS = { command: 0, event: 0, argument: 2, member: 2, branch: 2, alternative: 2, value: 3, feature: 3 };
  const known = new WeakMap(), low = remembered(plain);

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

  const rank = (query, index) => {
    const { words, filters } = read(query, index), whole = plain(words.join("")), raw = words.join(" ");
    const terms = words.map(word => ({ word: plain(word), parts: word.split(/[-_]/).map(plain).filter(Boolean) }));
    if (!words.length && !filters.length) return [];
    const held = remembered(name => qapiFilters.holders(name, index));
    const at = remembered(word => {
      const isOwner = remembered(of => qapiMatch(word, own(of)) <= WORD);
      return ({ of, path }) => isOwner(of) || path.some(each => low(each).startsWith(word));
    });
    const meant = remembered(word => index.meanings[word] ? " " + index.meanings[word] : "");

    const cost = (word, symbol, isLoose) => {
      const mine = own(symbol), least = Math.min(qapiMatch(word, mine), isLoose ? slip(word, mine) : NO);
      if (least <= KIND) return least;
      if (symbol.kind === word || low(index.kinds[symbol.kind] || "") === word) return KIND;
      if (symbol.places.some(at(word))) return Math.min(least, PLACE);
      if (least < MODULE) return least;
      if (symbol.module && low(symbol.module).startsWith(word)) return MODULE;
      if (mine.said.includes(" " + word) || mine.words.some(each => meant(each).includes(" " + word))) return TEXT;
      return NO;
    };
    const costs = (symbol, isLoose) => {
      if (words.length && own(symbol).low === whole) return symbol.name === raw ? EXACT - .5 : EXACT;
      let sum = 0;
      for (const { word, parts } of terms) {
        const least = cost(word, symbol, isLoose);
        if (least < NO) sum += least;
        else if (parts.length > 1) sum = parts.reduce((sum, part) => sum < NO ? sum + cost(part, symbol, isLoose) : NO, sum + 1);
        else return NO;
      }
      return sum;
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
    for (const hit of found) hit.order = order(hit);
    const compare = ({ order: a, symbol: one }, { order: b, symbol: other }) => {
      for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] - b[i];
      return one.name < other.name ? -1 : Number(one.name > other.name);
    };
    found.sort(compare);

    /* Many types have a member of the same name: the first few, then what else is called nearly so. */
    const alike = new Map();
    for (const hit of found.filter(({ symbol }) => symbol.places.length)) {
      const { low, group } = own(hit.symbol), key = `${low} ${group}`, number = (alike.get(key) || 0) + 1;
      alike.set(key, number);
      if (number > MOST_ALIKE) hit.order[0] = Math.max(hit.tier, INFIX);
    }
    found.sort(compare);

    /* What several schemas read from the same file is found once. */
    const seen = new Map();
    const isFirst = ({ kind, name, places, space }) => {
      const key = [kind, name, places.at(-1)?.of.name].join(" ");
      if (!seen.has(key)) seen.set(key, space);
      return seen.get(key) === space || !space.shares || !seen.get(key).shares;
    };
    return found.map(({ symbol }) => symbol).filter(isFirst).map(symbol => {
      if (symbol.places.length < 2) return symbol;
      const number = remembered(place => terms.filter(({ word }) => at(word)(place)).length);
      const places = [...symbol.places].sort((a, b) => number(b) - number(a));
      const kind = symbol.kind === "argument" && places[0].of.kind !== "command" ? "member" : symbol.kind;
      return { ...symbol, kind, places };
    });
  };
  return rank;
})();

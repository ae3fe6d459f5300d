/* The hits of a query in an index that symbols.js has read, best first. A pure function; docs/reference/symbols.md
   describes queries. */
var qapiRank = (() => {
  const { isKind, plain, prepare, remembered, slip } = qapiMatch;
  const EXACT = 0, WORD = 2, INFIX = 3, KIND = 3, SHORT = 4, PLACE = 4, MODULE = 5, TEXT = 6, NO = Infinity;
  const MOST_ALIKE = 3;
  const GROUPS = { command: 0, event: 0, argument: 2, member: 2, branch: 2, alternative: 2, value: 3, feature: 3 };
  const low = remembered(plain), prepared = remembered(prepare), known = new WeakSet();

  /* The form of each symbol for comparison, made once: its name, its text with the meanings of its words, and its group. */
  const know = index => {
    if (known.has(index.symbols)) return;
    known.add(index.symbols);
    for (const symbol of index.symbols) {
      const name = prepared(symbol.name), said = [symbol.text, ...name.words.map(word => index.meanings[word])].filter(Boolean).join(" ");
      symbol.own = { ...name, said: said && ` ${said.toLowerCase().replace(/[^\p{L}\d]+/gu, " ")}`,
        group: GROUPS[symbol.kind] ?? 1, module: plain(symbol.module || "") };
    }
  };

  /* The words of a query, and its filters. */
  const read = (query, { spaces }) => {
    const words = [], filters = [];
    for (const token of query.trim().split(/\s+/)) {
      const [, key, value] = token.match(/^([a-z]\w*):(.*)$/i) || [], filter = key?.toLowerCase();
      if (filter && Object.hasOwn(qapiFilters.all, filter)) {
        const values = value.split(",").map(each => filter === "since" ? each : plain(each)).filter(Boolean);
        if (values.length) filters.push([filter, values]);
      } else {
        const isSpace = key && spaces.some(({ name }) => plain(name) === plain(key));
        if (isSpace) filters.push(["in", [plain(key)]]);
        words.push(...(isSpace ? value : token).split(/[.:/]/).filter(plain));
      }
    }
    return { words, filters };
  };

  const rank = (query, index) => {
    const { words, filters } = read(query, index), whole = plain(words.join("")), raw = words.join(" ");
    const terms = words.map(word => {
      const parts = word.split(/[-_]/);
      return { word: plain(word), parts: parts.map(plain).filter(Boolean), long: parts.length > 1 ? 0 : undefined };
    });
    know(index);
    if (!words.length && !filters.length) return [];
    const within = { ...index, held: remembered(name => qapiFilters.holders(name, index)) };
    const kinds = remembered(word => new Set(Object.keys(index.kinds).filter(kind => isKind(word, kind) || isKind(word, low(index.kinds[kind])))));

    /* Whether a word matches a place; and whether it matches one of several places, which all members of a type share. */
    const at = remembered(word => {
      const isOwner = remembered(of => qapiMatch(word, of.own) <= WORD);
      return ({ of, path }) => isOwner(of) || path.some(each => low(each).startsWith(word));
    });
    const among = remembered(word => remembered(places => places.some(at(word))));

    const cost = (word, symbol, isLoose, long) => {
      const { own } = symbol, least = Math.min(qapiMatch(word, own, long), isLoose ? slip(word, own) : NO);
      if (least <= KIND) return least;
      if (kinds(word).has(symbol.kind)) return KIND;
      if (among(word)(symbol.places)) return Math.min(least, PLACE);
      if (least < MODULE) return least;
      if (own.module.startsWith(word)) return MODULE;
      return own.said.includes(" " + word) ? TEXT : NO;
    };
    const costs = (symbol, isLoose) => {
      if (words.length && symbol.own.low === whole) return symbol.name === raw ? EXACT - .5 : EXACT;
      const joined = words.length > 1 ? qapiMatch(whole, symbol.own, 0) : NO;      /* the words next to each other, in the order typed */
      if (joined <= WORD) return joined;
      let sum = 0;
      for (const { word, parts, long } of terms) {
        const least = cost(word, symbol, isLoose, long);
        if (least < NO) sum += least;
        else if (parts.length > 1) sum = parts.reduce((sum, part) => sum < NO ? sum + cost(part, symbol, isLoose) : NO, sum + 1);
        else return NO;
      }
      return sum;
    };
    const distance = symbol => filters.reduce((sum, [filter, values]) =>
      sum + Math.min(...values.map(value => qapiFilters.all[filter](value, symbol, within))), 0);
    const asked = index.symbols.map(symbol => ({ symbol, near: distance(symbol) })).filter(({ near }) => near < NO);
    const find = isLoose => {
      const hits = [];
      for (const { symbol, near } of asked) {
        const sum = costs(symbol, isLoose);
        if (sum < NO) hits.push({ symbol, near, sum });
      }
      return hits;
    };

    /* If no name matches, the query is assumed to have a typing error. */
    let found = find(false);
    if (words.length && !found.some(({ sum }) => sum < SHORT * words.length)) found = find(true);

    /* The sort key of a hit as one number: each pair is a digit and its base. */
    const sent = of => ({ command: 0, event: 1 }[of?.kind] ?? 2);
    const order = ({ symbol, near, sum }, least = 0) => [
      [near, 64],
      [symbol.own.group, 4],
      [symbol.flags & 3, 3],
      [symbol.space.name === index.own ? 0 : symbol.number + 1, 16],
      [(sum + 1) * 128, 8192],
      [sent(symbol.places[0]?.of), 3],
      [words.length ? symbol.own.low.length : 0, 64],
      [63 - Math.min(symbol.places.length, 63), 64],
    ].reduce((number, [digit, size]) => number * size + Math.min(Math.floor(digit), size - 1), Math.max(least, Math.floor(sum)));
    const compare = ({ order: a, symbol: one }, { order: b, symbol: other }) =>
      a - b || (one.name < other.name ? -1 : Number(one.name > other.name));
    for (const hit of found) hit.order = order(hit);
    found.sort(compare);

    /* Many types have a member of the same name: the first few are shown before other names that match nearly. */
    const alike = new Map();
    let isMoved = false;
    for (const hit of found.filter(({ symbol }) => symbol.places.length)) {
      const { low, group } = hit.symbol.own, key = `${low} ${group}`, number = (alike.get(key) || 0) + 1;
      alike.set(key, number);
      if (number <= MOST_ALIKE || hit.sum >= INFIX) continue;
      hit.order = order(hit, INFIX);
      isMoved = true;
    }
    if (isMoved) found.sort(compare);

    /* A symbol that several schemas read from the same file is found once. */
    const seen = new Map();
    const isFirst = ({ kind, name, places, space }) => {
      const key = [kind, name, places.at(-1)?.of.name].join(" ");
      if (!seen.has(key)) seen.set(key, space);
      return seen.get(key) === space || !space.shares || !seen.get(key).shares;
    };
    const hits = found.map(({ symbol }) => symbol).filter(isFirst);
    return hits.map(symbol => {
      const numbers = symbol.places.length > 1 ? symbol.places.map(place => terms.filter(({ word }) => at(word)(place)).length) : [];
      if (!numbers.some(Boolean)) return symbol;
      const places = [...numbers.keys()].sort((a, b) => numbers[b] - numbers[a]).map(each => symbol.places[each]);
      const kind = symbol.kind === "argument" && places[0].of.kind !== "command" ? "member" : symbol.kind;
      return { ...symbol, kind, places };
    });
  };
  return rank;
})();

/* How well a word matches a name: 0 exactly, then prefix, word, infix, some of its letters, and with wrong letters. */
var qapiMatch = (() => {
  const EXACT = 0, PREFIX = 1, WORD = 2, INFIX = 3, SHORT = 4, NO = Infinity;
  const LONG = 5;                     /* so many letters are no accident if they go on into the next word */

  /* The text without what writers vary: case, and the signs between words. */
  const plain = text => text.toLowerCase().replace(/[\s_.-]/g, "");
  const remembered = make => {
    const results = new Map();
    return key => {
      if (!results.has(key)) results.set(key, make(key));
      return results.get(key);
    };
  };
  const letters = remembered(text => [...text].reduce((mask, letter) => mask | 1 << letter.charCodeAt() % 32, 0));

  /* A name in the form for comparison: its letters, the set of them, and the positions where words begin. */
  const prepare = name => {
    const words = (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z\d]+|\d+/g) || []).map(plain), at = [];
    words.reduce((sum, word) => (at.push(sum), sum + word.length), 0);
    return { low: words.join(""), words, at, mask: letters(plain(name)) };
  };

  /* A few letters that begin with a word and go on into the next word are an accident, unless a sign between them was
     typed: "jobs" is not a prefix of "job-status", but "block-s" is one of "block-stream", and "qcow" one of "QCow2", as
     one letter is no word. */
  const match = (word, { low, at, mask }, long = LONG) => {
    if (letters(word) & ~mask) return NO;
    const found = low.indexOf(word);
    if (low === word) return EXACT;
    const begins = found < 0 ? -1 : at.findIndex((start, n) => {
      const end = start + word.length, next = at[n + 1] ?? low.length;
      return low.startsWith(word, start) && (word.length >= long || end <= next || next === start + 1 || at.includes(end));
    });
    if (begins >= 0) return begins ? WORD : PREFIX;
    const isInWord = at.some((start, n) => low.slice(start, at[n + 1]).includes(word));
    if (found > 0 && word.length > 1 && (isInWord || word.length >= LONG)) return INFIX;
    return SHORT + shortened(word, low, at) / 4;
  };

  /* "bdm" for "blockdev-mirror": the first letter begins a word; the others follow, begin words, or cost more. */
  const shortened = (word, low, at) => {
    let found = 0;
    for (const letter of low) found += letter === word[found];
    if (found < word.length) return NO;
    const limit = Math.min(3, word.length * .6) + .01;
    let best = limit;
    const go = (i, j, cost) => {
      if (cost >= best) return;
      if (i === word.length) { best = cost; return; }
      for (let k = j, skipped = 0; k < low.length; k++) {
        const isStart = at.includes(k);
        if (low[k] === word[i]) go(i + 1, k + 1, cost + (k === j ? 0 : isStart ? skipped / 2 : 1.5 + skipped));
        skipped += isStart;
      }
    };
    if (word.length > 1) at.forEach((start, n) => { if (low[start] === word[0]) go(1, start + 1, n / 8); });
    return best < limit ? best : NO;
  };

  /* Cost of a match with wrong, missing, additional or swapped letters, from the beginning of a word of the name. */
  const slip = (word, { low, at, mask }) => {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    let strange = 0, best = NO;
    for (let rest = letters(word) & ~mask; rest; rest &= rest - 1) strange++;
    if (!most || strange > most) return NO;
    for (const start of at) {
      const text = low.slice(start, start + word.length + most);
      let row = Array.from({ length: text.length + 1 }, (_, j) => j), before = row;
      for (let i = 1; i <= word.length; i++) {
        const next = [i];
        for (let j = 1; j <= text.length; j++) {
          next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (word[i - 1] !== text[j - 1]));
          if (i > 1 && word[i - 1] === text[j - 2] && word[i - 2] === text[j - 1])
            next[j] = Math.min(next[j], before[j - 2] + 1);
        }
        [before, row] = [row, next];
      }
      best = Math.min(best, ...row.map(each => each + (start ? .1 : 0)));
    }
    return best < most + .5 ? SHORT + best / 2 - .25 : NO;
  };

  /* A kind may be given by its name or the plural of it: "events", "Ereignisse". */
  const isKind = (word, name) => word.startsWith(name) && /^(e?s|s?e|n)?$/.test(word.slice(name.length));

  return Object.assign(match, { isKind, plain, prepare, remembered, slip });
})();

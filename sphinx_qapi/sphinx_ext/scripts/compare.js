/* Compares any two releases of a history; a page cannot contain all pairs. It finds the same changes as analysis/diff, from
   the shapes in the history's file. Its functions have the names that they have there, tables and limits come from there
   (writing/history_data.py), and tests compare the results of both. */
const qapiCompare = (() => {
  const ALWAYS = [[]], NONE = new Map(), MOST_ATOMS = 14;
  const isEqual = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);
  const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  const union = (...names) => [...new Set(names.flatMap(each => [...each]))].sort(order);

  /* Shapes: the lines of the file as maps of parts, each with *what* it is, its features and its condition */

  const features = notes => new Map((notes.features || []).map(noted).map(each => [each.what, each]));
  const noted = value => {
    const [what, notes] = Array.isArray(value) ? value : [value, {}];
    return { what, features: features(notes), if: notes.if || ALWAYS };
  };
  const decode = shape => {
    const parts = (found, part) => new Map(Object.entries(found || {}).map(([name, value]) => part(name, value)));
    const kind = (type, value) => {
      const values = type === "string" && value && new Map(value.map(noted).map(each => [each.what, each]));
      return [type, { type, what: values || value, if: (shape.if || {})[type] || ALWAYS }];
    };
    const [first, ...others] = shape.command || shape.event || [];
    return {
      ...noted([null, shape]),
      places: parts(shape.command ? { arguments: first, returns: others[0] } : { data: first }, (...each) => each),
      flags: shape.flags || [],
      kinds: parts(shape.takes, kind),
      members: parts(shape.members, (name, value) => [
        name.replace(/\?$/, ""), { ...noted(value), optional: name.endsWith("?") },
      ]),
      by: shape.by,
      branches: parts(shape.branches, (value, object) => [value, noted(object)]),
      open: shape.open === true,
    };
  };
  const LEAF = decode({});

  const NAMES = { boolean: "bool", value: "any" };
  const shapeOf = ({ kinds }) => union([...kinds.values()].map(({ type, what }) => {
    if (type === "string") return what ? "enum" : "str";
    return (type === "int" && what) || NAMES[type] || type;
  })).join("|");

  /* Conditions: disjunctions of conjunctions of symbols, as in analysis/wire/truth.py */

  const plain = atom => atom.replace(/^!/, "");
  const full = count => (1n << (1n << BigInt(count))) - 1n;
  const column = (index, count) => {
    const width = 1n << BigInt(index);
    let table = full(index) << width;
    for (let step = 2n * width; step < 1n << BigInt(count); step *= 2n) table |= table << step;
    return table;
  };
  const tableOf = (form, atoms) => form.reduce((table, product) => table | product.reduce((part, atom) => {
    const own = column(atoms.indexOf(plain(atom)), atoms.length);
    return part & (atom.startsWith("!") ? ~own : own);
  }, full(atoms.length)), 0n);
  const cover = (least, most, atoms) => {
    if (!least) return [[], 0n];
    if (most === full(atoms.length)) return [ALWAYS, most];
    const atom = atoms.at(-1), rest = atoms.slice(0, -1), half = 1n << BigInt(rest.length), low = full(rest.length);
    const [least0, least1, most0, most1] = [least & low, least >> half, most & low, most >> half];
    const [without, table0] = cover(least0 & ~most1, most0, rest);
    const [within, table1] = cover(least1 & ~most0, most1, rest);
    const [either, table2] = cover(least0 & ~table0 | least1 & ~table1, most0 & most1, rest);
    const products = [...without.map(each => [...each, "!" + atom]), ...within.map(each => [...each, atom]), ...either];
    return [products, table0 | table2 | (table1 | table2) << half];
  };
  const inOrder = products => {
    const distinct = new Map(products.map(each => [each.join("\n"), each]));
    return [...distinct].sort(([x, one], [y, other]) => one.length - other.length || order(x, y)).map(each => each[1]);
  };
  const atomsOf = (...forms) => union(forms.flat(2).map(plain));
  const both = (left, right) => {
    if (isEqual(left, right) || isEqual(left, ALWAYS)) return right;
    if (isEqual(right, ALWAYS)) return left;
    const atoms = atomsOf(left, right);
    if (atoms.length > MOST_ATOMS) return inOrder(left.flatMap(one => right.map(other => union(one, other))));
    const table = tableOf(left, atoms) & tableOf(right, atoms);
    return inOrder(cover(table, table, atoms)[0]);
  };
  const relation = (old, now) => {
    const shared = atomsOf(old, now).length > MOST_ATOMS ? [] : both(old, now);
    return isEqual(shared, now) ? "narrowed" : isEqual(shared, old) ? "widened" : "changed";
  };
  const formText = form => {
    if (!form.length) return "never";
    if (isEqual(form, ALWAYS)) return "always";
    return form.map(product => {
      const text = product.map(atom => atom.replace(/^!/, "not ")).join(" and ");
      return form.length > 1 && product.length > 1 ? `(${text})` : text;
    }).join(" or ");
  };

  /* The places in messages that a path leads to, as in analysis/wire/walk.py, with the features there */

  const walker = nodes => {
    const leaf = (features = NONE) => ({ node: LEAF, features });
    const anything = { ...leaf(), isAny: true };
    const at = (number, features = NONE) => {
      const node = nodes(number);
      return { node, features: new Map([...features, ...node.features]) };
    };
    const inside = branch => [[nodes(branch.what), false]];
    const find = (view, name) => view.flatMap(([node, isChosen]) => {
      if (node.members.has(name)) return [node.members.get(name)];
      return isChosen ? [] : [...node.branches.values()].flatMap(branch => find(inside(branch), name));
    });
    const chooses = (view, name) => view.some(([node, isChosen]) => !isChosen && node.branches.size
      && (node.by === name || [...node.branches.values()].some(branch => chooses(inside(branch), name))));
    const chosen = (view, name, value) => view.flatMap(([node, isChosen], index) => {
      if (isChosen) return [];
      const state = (inner, features) => (
        { view: [...view.slice(0, index), [node, true], ...inner, ...view.slice(index + 1)], features }
      );
      return [...node.branches].flatMap(([each, branch]) => {
        if (node.by === name) return each === value ? [state(inside(branch), branch.features)] : [];
        return chosen(inside(branch), name, value).map(inner => state(inner.view, inner.features));
      });
    });
    const values = ({ kinds }, name) => {
      if (kinds.has("value")) return [anything];
      const string = kinds.get("string"), found = string && string.what ? string.what.get(name) : string;
      return found ? [leaf(found.features)] : [];
    };
    const inObject = (view, [kind, name, value]) => {
      if (kind === "branch" && chooses(view, name)) return chosen(view, name, value);
      const found = find(view, name);
      if (!found.length) return view.some(([node]) => node.open) ? [anything] : [];
      if (kind === "member") return found.map(each => at(each.what, each.features));
      return found.flatMap(each => values(nodes(each.what), value)).map(() => ({ view, features: NONE }));
    };
    const after = (state, step) => {
      const [kind, name] = step;
      if (kind === "feature") return state.features.has(name) ? [leaf()] : [];
      if (state.isAny) return [state];
      if (state.view) return inObject(state.view, step);
      const { kinds, places } = state.node;
      if (kinds.has("value")) return [anything];
      if (kind === "place") {
        return isNothing(nodes, places.get(name)) && name === "returns" ? [] : [at(places.get(name))];
      }
      if (kind === "element") return kinds.has("array") ? [at(kinds.get("array").what)] : [];
      if (kind === "type") return kinds.has(name) ? [leaf()] : [];
      if (kind === "value") return values(state.node, name);
      return kinds.has("object") ? inObject([[nodes(kinds.get("object").what), false]], step) : [];
    };
    return {
      start: number => (number === undefined ? [] : [at(number)]),
      go: (states, ...steps) => steps.reduce((found, step) => found.flatMap(state => after(state, step)), states),
    };
  };
  const isNothing = (nodes, number) => {
    const { kinds } = nodes(number), { members, branches, open } = nodes(kinds.get("object")?.what);
    return kinds.size === 1 && kinds.has("object") && !members.size && !branches.size && !open;
  };

  /* The number of paths below a part, as in analysis/wire/counting.py */

  const counter = (nodes, most) => {
    let count = 0;
    const position = (number, entered, size) => {
      const { kinds } = nodes(number);
      if (kinds.size > 1) count += kinds.size;
      for (const { type, what } of kinds.values()) {
        if (type === "string") count += what ? what.size : 0;
        else if (type === "array") { count += 1; position(what, entered, size + 1); }
        else if (type === "object" && !entered.includes(what)) object(what, [...entered, what], size);
      }
    };
    const object = (number, entered, size) => {
      const { open, members, branches } = nodes(number);
      if (size > most.steps || count >= most.paths) return;
      count += open + members.size + branches.size;
      for (const member of members.values()) position(member.what, entered, size + 1);
      for (const branch of branches.values()) object(branch.what, entered, size + 1);
    };
    const entry = number => {
      const { flags, places } = nodes(number);
      count += flags.length;
      for (const place of places.values()) if (!isNothing(nodes, place)) { count += 1; position(place, [], 1); }
    };
    const counted = part => (number, { entered, steps }, side) => {
      count = 0;
      part(number, entered.map(pair => pair[side]), steps.length);
      return Math.min(count, most.paths);
    };
    return { position: counted(position), object: counted(object), entry: counted(entry) };
  };

  /* The comparison. *here*: entry, steps, whether it is sent, conditions of both sides, pairs of objects on the way */

  const comparison = (nodes, { most, widths, flags, features: marks }) => {
    const changes = [], below = counter(nodes, most), deep = new Map();
    const note = (kind, here, old = "", now = "", below = 0) => {
      const { entry, steps, sent } = here;
      if (changes.length < most.changes) changes.push({ kind, entry, steps, sent, old, new: now, below });
    };
    const at = (here, ...step) => ({ ...here, steps: [...here.steps, step] });

    const compareEntries = (name, old, now) => {
      const [kind] = name.split(" "), always = { old: ALWAYS, new: ALWAYS };
      const here = { entry: name, steps: [], sent: kind !== "event", ...always, entered: [] };
      if (old === undefined) note(`${kind}-added`, here, "", "", below.entry(now, here));
      else if (now === undefined) note(`${kind}-removed`, here, "", "", below.entry(old, here));
      else if (old !== now) compareEntry(here, nodes(old), nodes(now));
    };
    const compareEntry = (from, old, now) => {
      const here = compareNotes(from, old, now);
      for (const [flag, [added, removed]] of Object.entries(flags)) {
        const was = old.flags.includes(flag);
        if (was !== now.flags.includes(flag)) note(was ? removed : added, here);
      }
      for (const [place, number] of old.places) {
        const inner = { ...at(here, "place", place), sent: place === "arguments" };
        comparePositions(inner, number, now.places.get(place));
      }
    };

    const takes = (node, type) => ["value", type, type === "int" && "number"].some(each => node.kinds.has(each));
    const comparePositions = (here, oldNumber, newNumber, chooses = false) => {
      if (oldNumber === newNumber || changes.length >= most.changes) return;
      const old = nodes(oldNumber), now = nodes(newNumber), shapes = [shapeOf(old), shapeOf(now)];
      compareFeatures(here, old.features, now.features);
      const lost = [...old.kinds.keys()].filter(type => !takes(now, type));
      const gained = [...now.kinds.keys()].filter(type => !takes(old, type));
      if (lost.length === old.kinds.size && gained.length === now.kinds.size) {
        note("type-changed", here, ...shapes);
        return;
      }
      if (lost.length) note("type-narrowed", here, ...shapes);
      if (gained.length) note("type-widened", here, ...shapes);
      for (const [type, kind] of old.kinds) {
        const other = now.kinds.get(type);
        if (!other) continue;
        const areSeveral = old.kinds.size > 1 && now.kinds.size > 1;
        if (areSeveral) compareConditions(at(here, "type", type), kind.if, other.if);
        compareKinds(here, type, kind.what, other.what, chooses);
      }
    };
    const compareKinds = (here, type, old, now, chooses) => {
      if (type === "array") comparePositions(at(here, "element", ""), old, now);
      else if (type === "object") compareObjects(here, old, now);
      else if (type === "string" && old && now) { if (!chooses) compareValues(here, old, now); }
      else if (type === "string" && old) note("enum-to-str", here, "enum", "str");
      else if (type === "string" && now) note("str-to-enum", here, "str", "enum");
      else if (type === "int" && old && now && old !== now) {
        note((here.sent && widths[`${old} ${now}`]) || "width-changed", here, old, now);
      }
    };
    const compareValues = (here, old, now) => {
      for (const name of union(old.keys(), now.keys())) {
        const inner = at(here, "value", name), before = old.get(name), after = now.get(name);
        if (before && after) compareNotes(inner, before, after);
        else note(after ? "value-added" : "value-removed", inner);
      }
    };

    const compareObjects = (here, old, now) => {
      const isEntered = here.entered.some(pair => pair[0] === old && pair[1] === now);
      if (old === now || isEntered || here.steps.length > most.steps) return;
      const before = nodes(old), after = nodes(now);
      if (before.open !== after.open) note(before.open ? "arguments-declared" : "arguments-opened", here);
      compareLevel({ ...here, entered: [...here.entered, [old, now]] }, before, after, new Set());
    };
    const allNames = number => {
      if (!deep.has(number)) {
        const { members, branches } = nodes(number);
        deep.set(number, new Set(union(members.keys(), ...[...branches.values()].map(each => allNames(each.what)))));
      }
      return deep.get(number);
    };
    const inBranches = (view, name) => [...view.branches.values()].some(each => allNames(each.what).has(name));
    const compareLevel = (here, old, now, known) => {
      const done = new Set(known), replaced = old.by !== undefined && now.by !== undefined && old.by !== now.by;
      if (replaced) note("type-changed", here, `by ${old.by}`, `by ${now.by}`);
      for (const name of union(old.members.keys(), now.members.keys()).filter(each => !known.has(each))) {
        const before = old.members.get(name), after = now.members.get(name), inner = at(here, "member", name);
        if (!(before && after) && inBranches(before ? now : old, name)) continue;
        done.add(name);
        if (before && after) compareMembers(inner, before, after, name === old.by || name === now.by);
        else if (after && !old.open) noteMember("added", inner, after, 1);
        else if (before && !now.open) noteMember("removed", inner, before, 0);
      }
      if (!replaced) compareBranches(here, old, now, done);
    };
    const shape = member => (member.optional ? "?" : "") + shapeOf(nodes(member.what));
    const noteMember = (what, here, member, side) => {
      const kind = `member-${what}-${member.optional ? "optional" : "mandatory"}`, shapes = ["", ""];
      shapes[side] = shape(member);
      note(kind, here, ...shapes, below.position(member.what, here, side));
    };
    const compareMembers = (from, old, now, chooses) => {
      const here = compareNotes(from, old, now), kind = old.optional ? "became-mandatory" : "became-optional";
      if (old.optional !== now.optional) note(kind, here, shape(old), shape(now));
      comparePositions(here, old.what, now.what, chooses);
    };

    /* The values that a member takes; null if it takes any string, or does not exist. */
    const valuesOf = (view, name) => {
      const member = view.members.get(name), kinds = member && nodes(member.what).kinds, string = kinds?.get("string");
      return !member || kinds.has("value") || (string && !string.what) ? null : string?.what || NONE;
    };
    const chosen = (view, value) => {
      const branch = view.branches.get(value), inner = branch ? nodes(branch.what) : LEAF;
      return { ...inner, members: new Map([...view.members, ...inner.members]), open: view.open || inner.open };
    };
    const compareBranches = (here, old, now, done) => {
      const by = old.by ?? now.by;
      if (by === undefined) return;
      const [before, after] = [old, now].map(view => (view.by === by ? view.branches : valuesOf(view, by)));
      const either = (one, other) => ((one?.size ? one : other) || NONE).keys();
      for (const value of union(either(before, after), either(after, before))) {
        const inner = at(here, "branch", by, value), bare = at(at(here, "member", by), "value", value);
        if (after && !after.has(value)) noteBranch("removed", inner, bare, old, 0);
        else if (before && !before.has(value)) noteBranch("added", inner, bare, now, 1);
        else compareBranch(inner, old, now, done);
      }
    };
    const noteBranch = (what, here, bare, view, side) => {
      const branch = view.branches.get(here.steps.at(-1)[2]);
      if (branch) note("branch-" + what, here, "", "", below.object(branch.what, here, side));
      else note("value-" + what, bare);
    };
    const compareBranch = (from, old, now, done) => {
      const [, by, value] = from.steps.at(-1), sides = [old, now].map(view => {
        const own = valuesOf(view, by)?.get(value), branch = view.branches.get(value);
        const ofValue = [...own?.features.keys() || []].map(name => [name, { if: ALWAYS }]);
        const isDone = [...view.members.keys()].every(each => done.has(each));
        const features = new Map([...ofValue, ...branch?.features || []]);
        return { isThere: branch || own, if: (branch || own)?.if || ALWAYS, features, object: branch?.what, isDone };
      });
      const [before, after] = sides;
      const here = before.isThere && after.isThere
        ? compareNotes(from, before, after)
        : { ...from, old: both(from.old, before.if), new: both(from.new, after.if) };
      if (before.isDone && after.isDone && before.object !== undefined && before.object === after.object) return;
      compareLevel(here, chosen(old, value), chosen(now, value), done);
    };

    /* Compare what all parts have: the condition and the features. */
    const compareNotes = (from, old, now) => {
      const here = compareConditions(from, old.if, now.if);
      compareFeatures(here, old.features, now.features);
      return here;
    };
    const compareFeatures = (here, old, now) => {
      for (const name of union(old.keys(), now.keys())) {
        const was = old.get(name), is = now.get(name);
        const [added, removed] = marks[name] || ["feature-added", "feature-removed"];
        if (was && is) compareConditions(at(here, "feature", name), was.if, is.if);
        else note(was ? removed : added, here, was ? name : "", is ? name : "");
      }
    };
    const compareConditions = (here, old, now) => {
      if (isEqual(old, ALWAYS) && isEqual(now, ALWAYS)) return here;
      const before = both(here.old, old), after = both(here.new, now);
      if (!isEqual(old, now) && !isEqual(before, after) && !isEqual(after, both(here.new, old))) {
        note("condition-" + relation(before, after), here, formText(before), formText(after));
      }
      return { ...here, old: before, new: after };
    };
    return { changes, compareEntries };
  };

  /* The marks of changes that were announced, and of changes of unstable parts, as in analysis/diff/flags.py */

  const marker = ({ start, go }, old, now, before) => {
    const carries = (release, { entry, steps }, name) => {
      const mark = ["feature", name], has = (...more) => go(states, ...more, mark).length > 0;
      let states = start(release.entries.get(entry));
      return has() || steps.some(step => {
        const [kind, by, value] = step, ofValue = kind === "branch" && has(["member", by], ["value", value]);
        states = go(states, step);
        return ofValue || has();
      });
    };
    const isExperimental = ({ entry, steps }) => {
      const names = [entry.split(" ")[1], ...steps.flatMap(step => step.slice(1))];
      if (!(old.tells || now.tells) || !names.some(name => name.startsWith("x-"))) return false;
      return go(start(old.entries.get(entry)), ...steps).length ? old.tells : now.tells;
    };
    return change => ({
      ...change,
      announced: carries(old, change, "deprecated") && (!before || carries(before, change, "deprecated")),
      unstable: (change.kind === "became-stable" ? [now] : [old, now]).some(side => carries(side, change, "unstable"))
        || isExperimental(change),
    });
  };

  /* The lines of a history's file. *tells*: whether names told at the time of a release what is unstable. */
  const read = data => {
    const shapes = [], releases = [], decoded = [];
    for (const line of data.lines) {
      if ("shape" in line) shapes.push(line);
      else if ("release" in line) {
        const entries = new Map([...(releases.at(-1)?.entries || []), ...Object.entries(line.changed || {})]);
        for (const name of line.gone || []) entries.delete(name);
        releases.push({ entries, tells: Boolean(data.tells[releases.length]) });
      }
    }
    return { releases, nodes: number => (decoded[number] ??= decode(shapes[number] || {})) };
  };

  const WRITTEN = {
    place: name => " " + name, member: name => "." + name, branch: (name, value) => `<${name}=${value}>`,
    element: () => "[]", value: name => "=" + name, type: name => `(${name})`, feature: name => "$" + name,
  };
  const pathOf = ({ kind, steps, old, new: now }) => {
    const whole = /^feature-(added|removed)$/.test(kind) ? [...steps, ["feature", now || old]] : steps;
    return whole.map(([kind, ...names]) => WRITTEN[kind](...names)).join("").trimStart();
  };

  /* The changes from release number *a* to the later *b*: entry, path, kind, sent, old, new, below, announced, unstable. */
  return (data, a, b) => {
    const { releases, nodes } = (data.read ??= read(data)), old = releases[a], now = releases[b];
    const { changes, compareEntries } = comparison(nodes, data);
    for (const name of union(old.entries.keys(), now.entries.keys())) {
      compareEntries(name, old.entries.get(name), now.entries.get(name));
    }
    const mark = marker(walker(nodes), old, now, releases[a - 1]);
    const text = each => [each.entry.replace(/^\w+ /, ""), each.entry, each.path, each.kind].join("\n");
    return changes.map(each => ({ ...mark(each), path: pathOf(each) })).sort((x, y) => order(text(x), text(y)));
  };
})();

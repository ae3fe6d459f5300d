/* What changed between any two releases of a history: the comparison of analysis/diff/compare.py, on the shapes of the
   history's file, for a page that cannot know which two are asked for. The parts have the names that they have there;
   tests hold the one against the other. */
const qapiCompare = (() => {
  const MOST_CHANGES = 10000, MOST_PATHS = 200000, MOST_STEPS = 100, MOST_ATOMS = 14;
  const ALWAYS = [[]];
  const FLAGS = {
    "allow-oob": ["oob-added", "oob-removed"],
    "allow-preconfig": ["preconfig-added", "preconfig-removed"],
    "no-success-response": ["response-removed", "response-added"],
  };
  const FEATURES = { deprecated: ["deprecated", "undeprecated"], unstable: ["became-unstable", "became-stable"] };
  const WITH_CONTENT = /^(command|event|member|branch)-(added|removed)/;
  const isEqual = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);
  const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  const union = (one, other) => [...new Set([...one, ...other])].sort(order);

  /* Shapes: from JSON of the file to positions, objects and entries */

  const noted = value => {
    const [what, notes] = Array.isArray(value) ? value : [value, {}];
    return { what, features: features(notes), condition: notes.if || ALWAYS };
  };
  const features = notes => (notes.features || []).map(noted).map(each => ({ name: each.what, condition: each.condition }));
  const decode = shape => {
    if (shape.takes) {
      const kinds = new Map();
      for (const [type, value] of Object.entries(shape.takes)) {
        const kind = { type, condition: (shape.if || {})[type] || ALWAYS };
        if (type === "int") kind.width = value;
        else if (type === "string") kind.values = value && new Map(value.map(noted).map(each => [each.what, each]));
        else kind.target = value;
        kinds.set(type, kind);
      }
      return { kinds, features: features(shape) };
    }
    if (shape.members) {
      const members = new Map(), branches = new Map();
      for (const [name, value] of Object.entries(shape.members)) {
        const { what, ...notes } = noted(value);
        members.set(name.replace(/\?$/, ""), { position: what, optional: name.endsWith("?"), ...notes });
      }
      for (const [name, value] of Object.entries(shape.branches || {})) {
        const { what, ...notes } = noted(value);
        branches.set(name, { object: what, ...notes });
      }
      return { members, by: shape.by, branches, open: shape.open === true };
    }
    const numbers = shape.command || shape.event, words = shape.command ? ["arguments", "returns"] : ["data"];
    return {
      places: numbers.map((number, index) => [words[index], number]), flags: shape.flags || [],
      features: features(shape), condition: shape.if || ALWAYS,
    };
  };

  /* Conditions: disjunctions of conjunctions of symbols, as in analysis/wire/truth.py */

  const atomsOf = (...forms) => union(forms.flat(2).map(atom => atom.replace("!", "")), []);
  const full = count => (1n << (1n << BigInt(count))) - 1n;
  const column = (index, count) => {
    let table = 0n;
    for (let row = 0; row < 1 << count; row++) if (row >> index & 1) table |= 1n << BigInt(row);
    return table;
  };
  const tableOf = (form, atoms) => form.reduce((table, product) => table | product.reduce((part, atom) => {
    const own = column(atoms.indexOf(atom.replace("!", "")), atoms.length);
    return part & (atom.startsWith("!") ? ~own : own);
  }, full(atoms.length)), 0n);
  const cover = (least, most, count) => {
    if (!least) return [[], 0n];
    if (most === full(count)) return [[[]], most];
    const index = count - 1, half = 1n << BigInt(index), low = (1n << half) - 1n;
    const [least0, least1, most0, most1] = [least & low, least >> half, most & low, most >> half];
    const [without, table0] = cover(least0 & ~most1, most0, index);
    const [with_, table1] = cover(least1 & ~most0, most1, index);
    const [either, table2] = cover(least0 & ~table0 | least1 & ~table1, most0 & most1, index);
    const products = [...without.map(each => [...each, [index, false]]), ...with_.map(each => [...each, [index, true]])];
    return [[...products, ...either], (table0 | table2) | (table1 | table2) << half];
  };
  const bySize = (one, other) => one.length - other.length || order(one.join("\n"), other.join("\n"));
  const both = (left, right) => {
    if (isEqual(left, ALWAYS) || isEqual(left, right)) return right;
    if (isEqual(right, ALWAYS)) return left;
    const atoms = atomsOf(left, right);
    if (atoms.length > MOST_ATOMS) {
      const products = left.flatMap(one => right.map(other => JSON.stringify(union(one, other))));
      return union(products, []).map(each => JSON.parse(each));
    }
    const [products] = cover(tableOf(left, atoms) & tableOf(right, atoms), tableOf(left, atoms) & tableOf(right, atoms), atoms.length);
    const named = products.map(each => each.sort((x, y) => x[0] - y[0]).map(([index, is]) => (is ? "" : "!") + atoms[index]));
    return named.sort(bySize);
  };
  const relation = (old, now) => {
    const atoms = atomsOf(old, now);
    if (atoms.length > MOST_ATOMS) return "changed";
    const before = tableOf(old, atoms), after = tableOf(now, atoms);
    if (before === after) return "same";
    return (after & ~before) === 0n ? "narrowed" : (before & ~after) === 0n ? "widened" : "changed";
  };
  const formText = form => {
    if (!form.length) return "never";
    if (isEqual(form, ALWAYS)) return "always";
    return form.map(product => {
      const text = product.map(atom => (atom.startsWith("!") ? "not " + atom.slice(1) : atom)).join(" and ");
      return form.length > 1 && product.length > 1 ? `(${text})` : text;
    }).join(" or ");
  };

  /* The words of paths */

  const WRITTEN = {
    place: name => " " + name, member: name => "." + name, branch: (name, value) => `<${name}=${value}>`,
    element: () => "[]", value: name => "=" + name, type: name => `(${name})`, feature: name => "$" + name,
  };
  const pathText = steps => steps.map(([kind, name, value]) => WRITTEN[kind](name, value)).join("").trimStart();

  /* Whether and how an entry has a path, as in analysis/wire/walk.py */

  const widths = {};
  for (const bits of [8, 16, 32, 64]) {
    widths["int" + bits] = [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n];
    widths["uint" + bits] = [0n, 2n ** BigInt(bits) - 1n];
  }
  widths.uint64 = widths.size = [-(2n ** 63n), 2n ** 64n - 1n];

  class Walker {
    constructor(nodes) { this.nodes = nodes; }
    start(number) { return number === undefined ? [] : [{ what: "entry", number, declared: true, features: this.nodes(number).features }]; }
    step(states, step) { return states.flatMap(state => this.after(state, step)); }
    leaf(declared, features = []) { return { what: "leaf", declared, features }; }
    get anything() { return { what: "anything", declared: false, features: [] }; }
    at(number, declared, features = []) {
      return { what: "position", number, declared, features: [...features, ...this.nodes(number).features] };
    }
    after(state, step) {
      const [kind, name] = step;
      if (kind === "feature") return state.features.some(each => each.name === name) ? [this.leaf(state.declared)] : [];
      if (state.what === "anything") return [this.anything];
      if (state.what === "entry") {
        const place = this.nodes(state.number).places.find(each => kind === "place" && each[0] === name);
        return place && !(name === "returns" && isNothing(this.nodes, place[1])) ? [this.at(place[1], true)] : [];
      }
      if (state.what === "position") return this.afterPosition(state, step);
      return state.what === "view" ? this.inObject(state.view, state.declared, step) : [];
    }
    afterPosition(state, step) {
      const [kind, name] = step, { kinds } = this.nodes(state.number);
      if (kinds.has("value")) return [this.anything];
      if (kind === "element") return kinds.has("array") ? [this.at(kinds.get("array").target, state.declared)] : [];
      if (kind === "type") return kinds.has(name) ? [this.leaf(state.declared)] : [];
      if (kind === "value") return this.values(kinds, state.declared, name);
      return kinds.has("object") ? this.inObject([[kinds.get("object").target, false]], state.declared, step) : [];
    }
    values(kinds, declared, name) {
      const string = kinds.get("string");
      if (!string) return [];
      if (!string.values) return [this.leaf(false)];
      return string.values.has(name) ? [this.leaf(declared, string.values.get(name).features)] : [];
    }
    inObject(view, declared, step) {
      if (step[0] === "branch") return this.branches(view, declared, step);
      if (step[0] !== "member") return [];
      const found = this.find(view, step[1]);
      if (!found.length) return this.isOpen(view) ? [this.anything] : [];
      return found.map(member => this.at(member.position, declared, member.features));
    }
    isOpen(view) { return view.some(([number]) => this.nodes(number).open); }
    find(view, name) {
      return view.flatMap(([number, isChosen]) => {
        const node = this.nodes(number);
        if (node.members.has(name)) return [node.members.get(name)];
        return isChosen ? [] : [...node.branches.values()].flatMap(branch => this.find([[branch.object, false]], name));
      });
    }
    branches(view, declared, step) {
      if (this.isDiscriminated(view, step[1])) {
        return this.chosen(view, step).map(([chosen, branch]) => ({ what: "view", view: chosen, declared, features: branch.features }));
      }
      const found = this.find(view, step[1]);
      if (!found.length) return this.isOpen(view) ? [this.anything] : [];
      return found.flatMap(member => {
        const { kinds } = this.nodes(member.position);
        const states = kinds.has("value") ? [this.anything] : this.values(kinds, declared, step[2]);
        return states.map(state => ({ what: "view", view, declared: state.declared, features: [] }));
      });
    }
    isDiscriminated(view, name) {
      return view.some(([number, isChosen]) => {
        const node = this.nodes(number), inner = [...node.branches.values()];
        return !isChosen && inner.length && (node.by === name || inner.some(each => this.isDiscriminated([[each.object, false]], name)));
      });
    }
    chosen(view, step) {
      return view.flatMap(([number, isChosen], index) => {
        const node = this.nodes(number), before = [...view.slice(0, index), [number, true]], after = view.slice(index + 1);
        if (isChosen) return [];
        return [...node.branches].flatMap(([value, branch]) => {
          const inside = [[branch.object, false]];
          if (node.by === step[1]) return value === step[2] ? [[[...before, ...inside, ...after], branch]] : [];
          return this.chosen(inside, step).map(([inner, found]) => [[...before, ...inner, ...after], found]);
        });
      });
    }
  }
  const isNothing = (nodes, number) => {
    const kinds = [...nodes(number).kinds.values()], object = kinds.length === 1 && kinds[0].type === "object" && nodes(kinds[0].target);
    return Boolean(object && !object.members.size && !object.branches.size && !object.open);
  };

  /* How many paths go on below one, as in analysis/wire/listing.py */

  class Counter {
    constructor(nodes) { this.nodes = nodes; }
    below(number, steps) {
      const entry = this.nodes(number);
      this.left = MOST_PATHS;
      if (!steps.length) {
        this.take(entry.flags.length);
        for (const [, place] of entry.places) if (!isNothing(this.nodes, place)) { this.take(1); this.position(place, [], 1); }
        return MOST_PATHS - this.left;
      }
      const place = entry.places.find(each => each[0] === steps[0][1]);
      let position = place && place[1], objects = [], entered = [];
      for (const [kind, name, value] of steps.slice(1)) {
        if (kind === "element") position = this.nodes(position).kinds.get("array")?.target;
        else if (kind === "member" || kind === "branch") {
          if (position !== undefined) { objects = [this.nodes(position).kinds.get("object")?.target]; entered = [...entered, ...objects]; }
          const found = objects.filter(each => each !== undefined).map(each => this.nodes(each)).reverse();
          const member = kind === "member" && found.find(each => each.members.has(name));
          const branched = kind === "branch" && found.find(each => each.by === name && each.branches.has(value));
          position = member ? member.members.get(name).position : undefined;
          objects = branched ? [...objects, branched.branches.get(value).object] : [];
          if (!member && !branched) return 0;
        } else return 0;
        if (position === undefined && !objects.length) return 0;
      }
      if (position !== undefined) this.position(position, entered, steps.length);
      else this.object(objects[objects.length - 1], entered, steps.length);
      return MOST_PATHS - this.left;
    }
    take(count) { this.left = Math.max(0, this.left - count); }
    position(number, entered, size) {
      const { kinds } = this.nodes(number);
      if (!this.left) return;
      if (kinds.size > 1) this.take(kinds.size);
      for (const kind of kinds.values()) {
        if (kind.type === "string" && kind.values) this.take(kind.values.size);
        else if (kind.type === "array") { this.take(1); this.position(kind.target, entered, size + 1); }
        else if (kind.type === "object" && !entered.includes(kind.target)) this.object(kind.target, [...entered, kind.target], size);
      }
    }
    object(number, entered, size) {
      const node = this.nodes(number);
      if (size > MOST_STEPS || !this.left) return;
      this.take(Number(node.open));
      for (const member of node.members.values()) { this.take(1); this.position(member.position, entered, size + 1); }
      for (const branch of node.branches.values()) { this.take(1); this.object(branch.object, entered, size + 1); }
    }
  }

  /* The comparison */

  const NAMES = { boolean: "bool", value: "any" };
  class Comparison {
    constructor(nodes) { this.nodes = nodes; this.changes = []; this.deep = new Map(); }
    note(kind, here, old = "", now = "") {
      if (this.changes.length < MOST_CHANGES) this.changes.push({ kind, entry: here.entry, steps: here.steps, sent: here.sent, old, new: now });
    }
    at(here, ...step) { return { ...here, steps: [...here.steps, step] }; }

    entries(name, old, now) {
      const kind = name.split(" ")[0], here = { entry: name, steps: [], sent: kind !== "event", old: ALWAYS, new: ALWAYS, entered: [] };
      if (old === undefined || now === undefined) this.note(`${kind}-${old === undefined ? "added" : "removed"}`, here);
      else if (old !== now) this.entry(here, this.nodes(old), this.nodes(now));
    }
    entry(from, old, now) {
      const here = this.condition(from, old.condition, now.condition);
      this.features(here, old.features, now.features);
      for (const flag of Object.keys(FLAGS)) {
        const was = old.flags.includes(flag);
        if (was !== now.flags.includes(flag)) this.note(FLAGS[flag][Number(was)], here);
      }
      old.places.forEach(([place, number], index) => {
        this.positions(this.at({ ...here, sent: place === "arguments" }, "place", place), number, now.places[index][1]);
      });
    }

    positions(here, oldNumber, newNumber, chooses = false) {
      if (oldNumber === newNumber || this.changes.length >= MOST_CHANGES) return;
      const old = this.nodes(oldNumber), now = this.nodes(newNumber);
      this.features(here, old.features, now.features);
      if (!this.types(here, old, now)) return;
      for (const [type, kind] of old.kinds) {
        const other = now.kinds.get(type);
        if (!other) continue;
        if (old.kinds.size > 1 && now.kinds.size > 1) this.condition(this.at(here, "type", type), kind.condition, other.condition);
        this.kinds(here, kind, other, chooses);
      }
    }
    takes(node, type) { return node.kinds.has("value") || node.kinds.has(type) || (type === "int" && node.kinds.has("number")); }
    types(here, old, now) {
      const types = node => [...node.kinds.keys()], shapes = [this.names(old), this.names(now)];
      const lost = types(old).filter(each => !this.takes(now, each)), gained = types(now).filter(each => !this.takes(old, each));
      if (lost.length === old.kinds.size && gained.length === now.kinds.size) { this.note("type-changed", here, ...shapes); return false; }
      if (lost.length) this.note("type-narrowed", here, ...shapes);
      if (gained.length) this.note("type-widened", here, ...shapes);
      return true;
    }
    kinds(here, old, now, chooses) {
      if (old.type === "array") this.positions(this.at(here, "element", ""), old.target, now.target);
      else if (old.type === "object") this.objects(here, old.target, now.target);
      else if (old.type === "int") {
        const kind = this.width(old.width, now.width, here.sent);
        if (kind) this.note(kind, here, old.width, now.width);
      } else if (old.type === "string") this.strings(here, old.values, now.values, chooses);
    }
    width(old, now, sent) {
      if (old === null || now === null || old === now) return "";
      const before = widths[old], after = widths[now];
      if (!sent || !before || !after || isEqual(before.map(String), after.map(String))) return "width-changed";
      return after[0] <= before[0] && before[1] <= after[1] ? "width-widened" : "width-narrowed";
    }
    strings(here, old, now, chooses) {
      if (!old || !now) {
        if (old || now) this.note(old ? "enum-to-str" : "str-to-enum", here, old ? "enum" : "str", now ? "enum" : "str");
        return;
      }
      if (chooses) return;
      for (const name of union(old.keys(), now.keys())) {
        const inner = this.at(here, "value", name), before = old.get(name), after = now.get(name);
        if (!before || !after) this.note(after ? "value-added" : "value-removed", inner);
        else {
          this.condition(inner, before.condition, after.condition);
          this.features(inner, before.features, after.features);
        }
      }
    }

    view(number) { return this.nodes(number); }
    chosen(view, value) {
      const branch = view.branches.get(value);
      if (!branch) return { ...view, by: undefined, branches: new Map() };
      const inner = this.view(branch.object);
      return { members: new Map([...view.members, ...inner.members]), by: inner.by, branches: inner.branches, open: view.open || inner.open };
    }
    allNames(number) {
      if (!this.deep.has(number)) {
        const view = this.view(number);
        this.deep.set(number, new Set([...view.members.keys(), ...[...view.branches.values()].flatMap(each => [...this.allNames(each.object)])]));
      }
      return this.deep.get(number);
    }
    inBranches(view, name) { return [...view.branches.values()].some(each => this.allNames(each.object).has(name)); }
    values(view, name) {
      const member = view.members.get(name), kinds = member && this.nodes(member.position).kinds, string = kinds && kinds.get("string");
      if (!member || kinds.has("value") || (string && !string.values)) return null;
      return string ? string.values : new Map();
    }

    objects(here, old, now) {
      const pair = `${old} ${now}`;
      if (old === now || here.entered.includes(pair) || here.steps.length > MOST_STEPS) return;
      const before = this.view(old), after = this.view(now);
      if (before.open !== after.open) this.note(before.open ? "arguments-declared" : "arguments-opened", here);
      this.level({ ...here, entered: [...here.entered, pair] }, before, after, new Set());
    }
    level(here, old, now, known) {
      const done = new Set(known), replaced = old.by !== undefined && now.by !== undefined && old.by !== now.by;
      if (replaced) this.note("type-changed", here, `by ${old.by}`, `by ${now.by}`);
      for (const name of union(old.members.keys(), now.members.keys())) {
        if (known.has(name)) continue;
        const before = old.members.get(name), after = now.members.get(name), inner = this.at(here, "member", name);
        if (before && after) {
          done.add(name);
          this.members(inner, before, after, name === old.by || name === now.by);
        } else if (!this.inBranches(before ? now : old, name)) {
          done.add(name);
          if (after && !old.open) this.note(`member-added-${after.optional ? "optional" : "mandatory"}`, inner, "", this.shape(after));
          else if (before && !now.open) this.note(`member-removed-${before.optional ? "optional" : "mandatory"}`, inner, this.shape(before));
        }
      }
      if (!replaced) this.branches(here, old, now, done);
    }
    members(from, old, now, chooses) {
      const here = this.condition(from, old.condition, now.condition);
      this.features(here, old.features, now.features);
      if (old.optional !== now.optional) this.note(old.optional ? "became-mandatory" : "became-optional", here, this.shape(old), this.shape(now));
      this.positions(here, old.position, now.position, chooses);
    }
    branches(here, old, now, done) {
      const by = old.by ?? now.by;
      if (by === undefined) return;
      const before = this.branchValues(old, by), after = this.branchValues(now, by);
      const either = (one, other) => (one && one.size ? one : other && other.size ? other : []);
      for (const value of union(either(before, after), either(after, before))) {
        const inner = this.at(here, "branch", by, value), plain = this.at(this.at(here, "member", by), "value", value);
        if (after && !after.has(value)) old.branches.has(value) ? this.note("branch-removed", inner) : this.note("value-removed", plain);
        else if (before && !before.has(value)) now.branches.has(value) ? this.note("branch-added", inner) : this.note("value-added", plain);
        else this.bothBranches(inner, old, now, by, value, done);
      }
    }
    branchValues(view, by) {
      const values = view.by === by ? view.branches : this.values(view, by);
      return values && new Set(values.keys());
    }
    bothBranches(from, old, now, by, value, done) {
      const sides = [old, now], enums = sides.map(view => this.values(view, by) || new Map());
      const conditions = sides.map((view, index) => (view.branches.get(value) || enums[index].get(value) || { condition: ALWAYS }).condition);
      let here = from;
      if (sides.every((view, index) => view.branches.has(value) || enums[index].has(value))) {
        here = this.condition(from, ...conditions);
        this.features(here, ...sides.map((view, index) => this.branchFeatures(view, by, value)));
      } else here = { ...from, old: both(from.old, conditions[0]), new: both(from.new, conditions[1]) };
      const before = old.branches.get(value), after = now.branches.get(value);
      const isDone = view => [...view.members.keys()].every(each => done.has(each));
      if (before && after && before.object === after.object && isDone(old) && isDone(now)) return;
      this.level(here, this.chosen(old, value), this.chosen(now, value), done);
    }
    branchFeatures(view, by, value) {
      const member = view.members.get(by), string = member && this.nodes(member.position).kinds.get("string");
      const own = string && string.values && string.values.get(value), branch = view.branches.get(value);
      const named = new Map((own ? own.features : []).map(each => [each.name, { name: each.name, condition: ALWAYS }]));
      for (const each of branch ? branch.features : []) named.set(each.name, each);
      return [...named.values()];
    }

    features(here, old, now) {
      const before = new Map(old.map(each => [each.name, each])), after = new Map(now.map(each => [each.name, each]));
      for (const name of union(before.keys(), after.keys())) {
        const was = before.get(name), is = after.get(name);
        if (was && is) this.condition(this.at(here, "feature", name), was.condition, is.condition);
        else {
          const kind = (FEATURES[name] || ["feature-added", "feature-removed"])[Number(Boolean(was))];
          this.note(kind, here, was ? name : "", is ? name : "");
        }
      }
    }
    condition(here, old, now) {
      if (isEqual(old, ALWAYS) && isEqual(now, ALWAYS)) return here;
      const before = both(here.old, old), after = both(here.new, now);
      if (!isEqual(old, now) && !isEqual(before, after) && !isEqual(after, both(here.new, old))) {
        const kind = relation(before, after);
        if (kind !== "same") this.note("condition-" + kind, here, formText(before), formText(after));
      }
      return { ...here, old: before, new: after };
    }
    names(node) {
      const word = kind => (kind.type === "int" ? kind.width || "int" : kind.type === "string" ? (kind.values ? "enum" : "str") : NAMES[kind.type] || kind.type);
      return [...node.kinds.values()].map(word).sort(order).join("|");
    }
    shape(member) { return (member.optional ? "?" : "") + this.names(this.nodes(member.position)); }
  }

  /* Marks, as in analysis/diff/flags.py */

  class Marks {
    constructor(walker, old, now, before) { Object.assign(this, { walker, old, now, before }); }
    on(change) {
      const old = this.old.entries, now = this.now.entries;
      const announced = this.carries(old, change, "deprecated") && (!this.before || this.carries(this.before.entries, change, "deprecated"));
      const sides = change.kind === "became-stable" ? [now] : [old, now];
      const unstable = sides.some(side => this.carries(side, change, "unstable")) || this.isExperimental(change);
      return { ...change, announced, unstable };
    }
    isExperimental({ entry, steps }) {
      const names = [entry.split(" ")[1], ...steps.flatMap(step => step.slice(1))];
      if (!(this.old.tells || this.now.tells) || !names.some(name => name.startsWith("x-"))) return false;
      const states = steps.reduce((found, step) => this.walker.step(found, step), this.walker.start(this.old.entries.get(entry)));
      return states.length ? this.old.tells : this.now.tells;
    }
    carries(entries, { entry, steps }, name) {
      const wanted = ["feature", name], go = (states, ...more) => more.reduce((found, step) => this.walker.step(found, step), states);
      let states = this.walker.start(entries.get(entry));
      if (go(states, wanted).length) return true;
      for (const step of steps) {
        if (step[0] === "branch" && go(states, ["member", step[1]], ["value", step[2]], wanted).length) return true;
        states = go(states, step);
        if (go(states, wanted).length) return true;
      }
      return false;
    }
  }

  /* The lines of a history's file. *tells*: for each release whether it is of a time when names told what is unstable. */
  const read = data => {
    const shapes = [], releases = [], decoded = [];
    for (const line of data.lines) {
      if ("shape" in line) shapes.push(line);
      else if ("release" in line) {
        const entries = new Map(releases.length ? releases[releases.length - 1].entries : []);
        for (const name of line.gone || []) entries.delete(name);
        for (const [name, number] of Object.entries(line.changed || {})) entries.set(name, number);
        releases.push({ name: line.release, entries, tells: Boolean(data.tells[releases.length]) });
      }
    }
    return { releases, nodes: number => (decoded[number] ??= decode(shapes[number])) };
  };

  /* A change with its place, from release number a to the later b: entry, path, kind, sent, old, new, below, announced, unstable. */
  return (data, a, b) => {
    const { releases, nodes } = (data.read ??= read(data)), old = releases[a], now = releases[b];
    const comparison = new Comparison(nodes), counter = new Counter(nodes);
    for (const name of union(old.entries.keys(), now.entries.keys())) comparison.entries(name, old.entries.get(name), now.entries.get(name));
    const marks = new Marks(new Walker(nodes), old, now, releases[a - 1]);
    const changes = comparison.changes.map(change => {
      const marked = marks.on(change), [, , word] = change.kind.match(WITH_CONTENT) || [];
      const steps = /^feature-(added|removed)$/.test(change.kind) ? [...change.steps, ["feature", change.new || change.old]] : change.steps;
      const below = word ? counter.below((word === "added" ? now : old).entries.get(change.entry), change.steps) : 0;
      return { ...marked, path: pathText(steps), below };
    });
    const text = each => [each.entry.replace(/^\w+ /, ""), each.entry, each.path, each.kind].join("\n");
    return changes.sort((one, other) => order(text(one), text(other)));
  };
})();
if (typeof module !== "undefined") module.exports = { qapiCompare };

/* "My release", and the changes between any two releases. Nothing is fetched: data are in scripts that stand before this. */

/* The changes from release number a to the later b, out of those of each release between: topmost, cancelled where they
   undo each other. A change is [entry, path, kind, sent, old, new, below, unstable]. */
const qapiBetween = (data, a, b) => {
  const found = new Map(), came = new Set();
  const key = c => c[0] + "\n" + c[1];
  const group = c => data.kinds[c[2]][2];
  const isBelow = (inner, outer) => inner[0] === outer[0] && inner[1] !== outer[1] && inner[1].startsWith(outer[1]) &&
    (outer[1] === "" || ".<[=($".includes(inner[1][outer[1].length]));
  const beginnings = c => {
    const all = [[c[0], ""]];
    for (let i = 1; i < c[1].length; i++) if (".<[=($".includes(c[1][i])) all.push([c[0], c[1].slice(0, i)]);
    return all.map(e => e.join("\n"));
  };
  const isNew = c => beginnings(c).some(k => came.has(k) && k !== key(c));
  const drop = c => { for (const [k, other] of found) if (isBelow(other, c)) { found.delete(k); came.delete(key(other)); } };
  for (let release = a + 1; release <= b; release++) for (const change of data.changes[release - 1]) {
    const k = key(change), g = group(change), before = found.get(k + "\n+-");
    if (isNew(change)) continue;
    if (g === "new") {
      if (before && group(before) === "removed") { found.delete(k + "\n+-"); if (before[4] !== change[5]) found.set(k + "\nshape", retyped(change, before[4], change[5])); }
      else { found.set(k + "\n+-", change); came.add(k); }
    } else if (g === "removed") {
      drop(change);
      if (came.has(k)) { came.delete(k); found.delete(k + "\n+-"); }
      else { const first = found.get(k + "\nshape"); found.set(k + "\n+-", first ? with_(change, 4, first[4]) : change); }
      for (const other of [...found.keys()]) if (other.startsWith(k + "\n") && !other.endsWith("\n+-")) found.delete(other);
    } else if (came.has(k)) {
      const own = found.get(k + "\n+-"), necessity = {"became-optional": "optional", "became-mandatory": "mandatory"}[change[2]];
      if (necessity) found.set(k + "\n+-", with_(with_(own, 2, "member-added-" + necessity), 5, change[5]));
    } else {
      const family = data.kinds[change[2]][3], other = found.get(k + "\n" + family);
      if (!other) found.set(k + "\n" + family, change);
      else if (family === "shape" || family === "condition") {
        if (other[4] === change[5]) found.delete(k + "\n" + family);
        else found.set(k + "\n" + family, with_(change, 4, other[4]));
      } else if (other[2] !== change[2]) found.delete(k + "\n" + family);
    }
  }
  const order = [...found.values()];
  const text = c => c[0].replace(/^\w+ /, "") + "\n" + c[0] + "\n" + c[1];
  return order.sort((x, y) => text(x) < text(y) ? -1 : text(x) > text(y) ? 1 : 0);
};
const with_ = (change, index, value) => { const copy = [...change]; copy[index] = value; return copy; };
const retyped = (change, old, now) => with_(with_(with_(change, 2, "type-changed"), 4, old), 5, now);

if (typeof document !== "undefined") (d => {
  const word = text => (globalThis.qapiHistoryWords || {})[text] || text;
  const make = (tag, name, text) => { const e = d.createElement(tag); if (name) e.className = name; if (text) e.textContent = text; return e; };
  const choice = (label, options, chosen) => {
    const box = make("label", "", label + " "), select = d.createElement("select");
    for (const [value, text] of options) select.add(new Option(text, value, false, value === chosen));
    select.setAttribute("aria-label", label);
    box.append(select);
    return [box, select];
  };
  const numbers = text => (text.match(/\d+/g) || []).map(Number);
  const isNewer = (one, other) => {
    const a = numbers(one), b = numbers(other);
    for (let i = 0; i < Math.max(a.length, b.length); i++) if ((a[i] || 0) !== (b[i] || 0)) return (a[i] || 0) > (b[i] || 0);
    return false;
  };

  /* My release: what is newer is dimmed, and says so. */
  const all = globalThis.qapiReleases || {};
  for (const space of Object.keys(all)) {
    const entries = [...d.querySelectorAll("dl.qapi")].filter(e => e.querySelector(`dt[id^="qapi-${space}-"]`));
    if (!entries.some(e => e.querySelector("[data-since]"))) continue;
    const name = "qapi-release-" + space, said = make("output");
    let mine = "";
    try { mine = localStorage.getItem(name) || ""; } catch { /* it is not remembered then */ }
    const options = [["", word("all releases")], ...[...all[space]].reverse().map(each => [each, each])];
    const [label, select] = choice(word("My release"), options, mine);
    const bar = make("div", "qapi-mine");
    bar.append(label, said);
    entries[0].before(bar);
    const show = () => {
      mine = select.value;
      let count = 0;
      for (const entry of entries) for (const e of entry.querySelectorAll("[data-since]")) {
        const row = e.matches(".qapi-meta") ? e.closest("dl.qapi") : e, newer = mine !== "" && isNewer(e.dataset.since, mine);
        row.classList.toggle("qapi-newer", newer);
        const head = e.matches(".qapi-meta") ? e : e.querySelector("dt, .qapi-head"), place = head.querySelector("small") || head;
        const old = place.querySelector(":scope > .qapi-newer-note");
        if (old) old.remove();
        if (newer) { count++; place.append(make("span", "qapi-newer-note", word("not in %s").replace("%s", mine))); }
      }
      said.textContent = mine && (count ? word("%s newer than yours").replace("%s", count) : word("All of it is there."));
    };
    select.onchange = () => { try { localStorage.setItem(name, select.value); } catch { /* see above */ } show(); };
    if (mine) show();
  }

  /* Any two releases. */
  for (const place of d.querySelectorAll(".qapi-choose-place")) {
    const data = globalThis.qapiChanges;
    if (!data || data.releases.length < 2) continue;
    const last = data.releases.length - 1, options = data.releases.map((each, i) => [String(i), each]).reverse();
    const [one, from] = choice(word("Changes from"), options.slice(1), String(last - 1));
    const [two, to] = choice(word("to"), options.slice(0, -1), String(last));
    const bar = make("div", "qapi-choose"), unstable = make("label"), box = d.createElement("input"), result = make("div");
    box.type = "checkbox";
    unstable.append(box, " " + word("with unstable parts"));
    bar.append(one, two, unstable);
    result.setAttribute("aria-live", "polite");
    place.append(bar, result);
    const item = c => {
      const row = make("div"), title = d.createElement("dt"), notes = d.createElement("small");
      const [verdict, words] = [data.kinds[c[2]][c[3] ? 0 : 1], data.kinds[c[2]][4]];
      const shape = [c[4], c[5]].filter(Boolean).join(" → ");
      title.append(make("b")); title.firstChild.append(make("code", "", c[0] + (c[1] && " " + c[1])));
      notes.textContent = " (" + [words, shape, data.verdicts[verdict], c[7] ? "unstable" : "", c[6] ? data.below.replace("%d", c[6]) : ""].filter(Boolean).join(", ") + ")";
      title.append(notes); row.append(title, d.createElement("dd"));
      return row;
    };
    const show = () => {
      const [a, b] = [+from.value, +to.value].sort((x, y) => x - y);
      const changes = qapiBetween(data, a, b).filter(c => box.checked || !c[7]);
      result.replaceChildren(make("p", "", a === b || !changes.length ? data.nothing : changes.length + " " + word("changes")));
      for (const [group, title] of Object.entries(data.groups)) {
        const own = changes.filter(c => data.kinds[c[2]][2] === group), list = make("dl", "qapi-rows qapi-list");
        if (own.length) { list.append(...own.map(item)); result.append(make("p", "qapi-label rubric", title), list); }
      }
    };
    for (const e of [from, to, box]) e.onchange = show;
  }
})(document);
if (typeof module !== "undefined") module.exports = { qapiBetween };

/* "My release". Nothing is fetched: the releases are in a script that stands before this. */
(d => {
  const word = text => (globalThis.qapiHistoryWords || {})[text] || text;
  const make = (tag, name, text) => { const e = d.createElement(tag); if (name) e.className = name; if (text) e.textContent = text; return e; };
  const numbers = text => (text.match(/\d+/g) || []).map(Number);
  const isNewer = (one, other) => {
    const a = numbers(one), b = numbers(other);
    for (let i = 0; i < Math.max(a.length, b.length); i++) if ((a[i] || 0) !== (b[i] || 0)) return (a[i] || 0) > (b[i] || 0);
    return false;
  };

  /* What is newer than the reader's release is dimmed, and says so. */
  const all = globalThis.qapiReleases || {};
  for (const space of Object.keys(all)) {
    const entries = [...d.querySelectorAll("dl.qapi")].filter(e => e.querySelector(`dt[id^="qapi-${space}-"]`));
    if (!entries.some(e => e.querySelector("[data-since]"))) continue;
    const name = "qapi-release-" + space, said = make("output");
    let mine = "";
    try { mine = localStorage.getItem(name) || ""; } catch { /* it is not remembered then */ }
    const options = [["", word("all releases")], ...[...all[space]].reverse().map(each => [each, each])];
    const label = make("label", "", word("My release") + " "), select = d.createElement("select");
    for (const [value, text] of options) select.add(new Option(text, value, false, value === mine));
    select.setAttribute("aria-label", word("My release"));
    label.append(select);
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
})(document);

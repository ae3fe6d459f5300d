/* "My release": what is newer than it is dimmed, and says so. The releases are data of a script before this one. */
(() => {
  const numbers = text => (text.match(/\d+/g) || []).map(Number);
  const isNewer = (one, other) => {
    const a = numbers(one), b = numbers(other), at = a.findIndex((number, index) => number !== (b[index] || 0));
    return at >= 0 && a[at] > (b[at] || 0);
  };
  const stored = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name) || "";
      localStorage.setItem(name, value);
    } catch { /* a browser that stores nothing remembers nothing */ }
    return "";
  };

  for (const [space, releases] of Object.entries(window.qapiReleases || {})) {
    const entries = [...document.querySelectorAll(`.qapi:has(> .sig[id^="qapi-${space}-"])`)];
    const dated = entries.flatMap(each => [...each.querySelectorAll("[data-since]")]);
    if (!dated.length || !releases.length) continue;
    const key = "qapi-release-" + space, said = qapi.make("output");

    const show = () => {
      let count = 0;
      for (const each of dated) {
        const isEntry = each.matches(".qapi-meta"), isNew = select.value && isNewer(each.dataset.since, select.value);
        const head = isEntry ? each : each.querySelector("dt, .qapi-head"), place = head.querySelector("small") || head;
        (isEntry ? each.closest(".qapi") : each).classList.toggle("qapi-newer", Boolean(isNew));
        place.querySelector(":scope > .qapi-newer-note")?.remove();
        if (!isNew) continue;
        count++;
        const text = qapi.word("not in %s").replace("%s", select.value);
        place.append(qapi.make("span", { className: "qapi-newer-note" }, text));
      }
      said.textContent = !select.value ? ""
        : count ? qapi.word("%s newer than yours").replace("%s", count) : qapi.word("All of it is there.");
    };
    const options = [["", qapi.word("all releases")], ...releases.map(each => [each, each]).reverse()];
    const [label, select] = qapi.choice(qapi.word("My release"), options, () => { stored(key, select.value); show(); });
    const mine = qapi.make("div", { className: "qapi-mine" }, label, said);
    const head = entries[0].querySelectorAll(":scope > h1, :scope > h1 ~ :is(.qapi-meta, .qapi-indexes)");
    if (head.length) [...head].at(-1).after(mine);       /* on its own page, below the definition's facts */
    else entries[0].before(mine);
    select.value = stored(key);
    if (select.selectedIndex < 0) select.value = "";
    show();
  }
})();

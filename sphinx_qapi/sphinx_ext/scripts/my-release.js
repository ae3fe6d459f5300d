/* "My release": dims and marks everything newer than the chosen release. A script before this one provides the releases. */
(() => {
  const { all, choice, inOrder, make, one, word } = qapi;
  const careful = act => { try { return act(); } catch { /* a browser that refuses storage does not remember the choice */ } };

  for (const [space, releases] of Object.entries(window.qapiReleases || {})) {
    const entries = all(`.qapi:has(> .sig[id^="qapi-${space}-"])`);
    const dated = entries.flatMap(each => all("[data-since]", each));
    if (!dated.length || !releases.length) continue;
    const key = "qapi-release-" + space, said = make("output");

    const show = () => {
      let count = 0;
      for (const each of dated) {
        const isEntry = each.matches(".qapi-meta"), isNew = select.value && inOrder(each.dataset.since) > inOrder(select.value);
        const head = isEntry ? each : one("dt, .qapi-head", each), place = one("small", head) || head;
        (isEntry ? each.closest(".qapi") : each).classList.toggle("qapi-newer", Boolean(isNew));
        one(":scope > .qapi-newer-note", place)?.remove();
        if (!isNew) continue;
        count++;
        const text = word("not in %s").replace("%s", select.value);
        place.append(make("span.qapi-newer-note", {}, text));
      }
      said.textContent = !select.value ? ""
        : count ? word("%s newer than yours").replace("%s", count) : word("All of it is there.");
    };
    const options = [["", word("all releases")], ...releases.map(each => [each, each]).reverse()];
    const [label, select] = choice(word("My release"), options, () => { careful(() => { localStorage[key] = select.value; }); show(); });
    const mine = make("div.qapi-mine", {}, label, said);
    const head = all(":scope > h1, :scope > h1 ~ :is(.qapi-meta, .qapi-indexes)", entries[0]);
    if (head.length) head.at(-1).after(mine);       /* on its own page, below the definition's facts */
    else entries[0].before(mine);
    select.value = careful(() => localStorage[key]) || "";
    if (select.selectedIndex < 0) select.value = "";
    show();
  }
})();

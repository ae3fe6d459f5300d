/* A filter for arguments, data or members, including the members of branches, if there are many. */
for (const first of qapi.all(".qapi-many")) {
  const { all, inOrder, make, one, word } = qapi, { parentElement: entry, previousElementSibling: title } = first;
  const unions = all(":scope > .qapi-branches, :scope > .qapi-branches .qapi-branches", entry);
  const rows = [...first.children, ...all(":scope > .qapi-branches .qapi-body > .qapi-rows > div", entry)];
  const since = row => one(".qapi-tail", row)?.textContent.match(/\d+(\.\d+)+/)?.[0] || "";
  const oldest = rows.map(since).filter(Boolean).sort((one, other) => inOrder(one) < inOrder(other) ? -1 : 1)[0];
  const isUnstable = row => row.closest(".qapi-branch:has(> .qapi-head .qapi-unstable)") || one("dt .qapi-unstable", row);

  const release = make("input.qapi-control", { size: 4, placeholder: oldest, pattern: "[\\d.]*" });
  const boxes = ["required only", "hide unstable"].map(name => make("label", {}, make("input", { type: "checkbox" }), " ", word(name)));
  const [required, stable] = boxes.map(each => each.firstChild), showAll = qapi.button(word("Show all"), ({ isTrusted }) => {
    required.checked = stable.checked = false;
    bar.firstChild.value = release.value = "";
    bar.oninput();
    if (isTrusted) bar.firstChild.focus();        /* the button that the reader has pressed is hidden now */
  });
  showAll.hidden = true;
  const bar = qapi.filter(title.firstChild.textContent, words => {
    for (const each of rows)
      each.hidden = !each.textContent.toLowerCase().includes(words) || inOrder(since(each)) < inOrder(release.value)
        || required.checked && !one("dt > b", each) || Boolean(stable.checked && isUnstable(each));
    const { length } = rows.filter(each => each.hidden);
    showAll.hidden = !length;
    for (const each of unions) each.dispatchEvent(new CustomEvent("qapi-filter", { detail: length > 0 }));
    return length && word("%s of %s hidden").replace("%s", length).replace("%s", rows.length);
  }, ...oldest ? [make("label", {}, word("new since"), " ", release)] : [], boxes[0], ...rows.some(isUnstable) ? [boxes[1]] : [], showAll);
  first.before(bar);
  qapi.onTarget(target => { if (target.closest(".qapi-rows > [hidden]")) showAll.click(); });
  qapi.on("beforeprint", () => showAll.click());
}

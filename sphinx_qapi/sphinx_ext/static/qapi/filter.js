/* A filter over arguments, data or members where there are many of them, those of branches included. */
for (const first of document.querySelectorAll(".qapi-many")) {
  const { make, word } = qapi, { parentElement: entry, previousElementSibling: title } = first;
  const unions = entry.querySelectorAll(":scope > .qapi-branches, :scope > .qapi-branches .qapi-branches");
  const rows = [...first.children, ...entry.querySelectorAll(":scope > .qapi-branches .qapi-body > .qapi-rows > div")];
  const since = row => row.querySelector(".qapi-tail")?.textContent.match(/\d+(\.\d+)+/)?.[0] || "";
  const key = version => version.replace(/\d+/g, each => each.padStart(4, "0"));
  const oldest = rows.map(since).filter(Boolean).sort((one, other) => key(one) < key(other) ? -1 : 1)[0];
  const isUnstable = row => row.closest(".qapi-branch:has(> .qapi-head .qapi-unstable)") || row.querySelector("dt .qapi-unstable");

  const release = make("input", { className: "qapi-control", size: 4, placeholder: oldest, pattern: "[\\d.]*" });
  const boxes = ["required only", "hide unstable"].map(name => make("label", {}, make("input", { type: "checkbox" }), " ", word(name)));
  const [required, stable] = boxes.map(each => each.firstChild), all = qapi.button(word("Show all"), () => {
    required.checked = stable.checked = false;
    bar.firstChild.value = release.value = "";
    bar.oninput();
  });
  all.hidden = true;
  const bar = qapi.filter(title.firstChild.textContent, words => {
    for (const each of rows)
      each.hidden = !each.textContent.toLowerCase().includes(words) || key(since(each)) < key(release.value)
        || required.checked && !each.querySelector("dt > b") || Boolean(stable.checked && isUnstable(each));
    const { length } = rows.filter(each => each.hidden);
    all.hidden = !length;
    for (const each of unions) each.dispatchEvent(new CustomEvent("qapi-filter", { detail: length > 0 }));
    return length && word("%s of %s hidden").replace("%s", length).replace("%s", rows.length);
  }, ...oldest ? [make("label", {}, word("new since"), " ", release)] : [], boxes[0], ...rows.some(isUnstable) ? [boxes[1]] : [], all);
  first.before(bar);
  qapi.onTarget(target => { if (target.closest(".qapi-rows > [hidden]")) all.click(); });
  addEventListener("beforeprint", () => all.click());
}

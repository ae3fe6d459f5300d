/* The field that opens the palette of symbols, and its key, on every page of a reference, and the cards of its types.
   What these are made of is loaded at first use. */
(() => {
  const { on, one } = qapi, { src, dataset } = document.currentScript, { key: ownKey = "/", search = "search.html" } = dataset;
  const label = qapi.word("Find a command, member, value …");
  const files = ["match", "filters", "symbols", "rank", "dialog"].map(each => `palette/${each}`).concat("../qapi-symbols");
  let loading, typed = null;
  const open = async (query, first = "") => {
    typed = first;
    loading ??= qapi.load(...files).then(() => qapiPalette({ ...dataset, search, root: new URL("../../", src), label }));
    try {
      (await loading)(typed || query, typed);
    } catch {
      location.assign(search);      /* a site without its scripts */
    }
    typed = null;
  };

  const button = qapi.button(label, () => open(), "qapi-open");
  if (ownKey) button.append(" ", qapi.make("kbd", {}, ownKey));
  const field = one(".qapi-search input");
  if (!field) (one(".qapi-path") || one("[itemprop=articleBody] h1, article h1, [role=main] h1"))?.before(button);
  /* What is typed into the form of a front page goes to the palette; what is pasted is searched for as a whole. */
  field?.addEventListener("beforeinput", event => {
    if (event.data?.length !== 1) return;
    event.preventDefault();
    field.blur();
    open("", event.data);
  });

  /* Before Sphinx' own handler, which waits for the same key. */
  on("keydown", event => {
    const { target, key, ctrlKey, altKey, metaKey } = event, isTyped = typed !== null && key.length === 1;
    if (ctrlKey || altKey || metaKey || target.isContentEditable || !isTyped && key !== ownKey) return;
    if (target.closest?.("input, textarea, select, dialog[open]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isTyped) typed += key;              /* while it is loaded */
    else open();
  }, true);

  /* Pages have hundreds of these: what they may be is not said on each. */
  const numbers = ".qapi-rows dt > small > span > code:first-child";
  for (const code of qapi.all(numbers)) if (/^\[*int\]*$/.test(code.textContent)) code.title = "−2⁶³–2⁶³−1";
  on("pointerover focusin", ({ target, pointerType }) => {
    const about = target.closest?.(`a:not(nav a, dialog a), .qapi-meta > span > code, ${numbers}`);
    if (about && pointerType !== "touch" && /#qapi-|(struct|union|enum|alternate)-|^$/.test(about.href ?? ""))
      qapi.load("palette/symbols", "../qapi-symbols", "palette/peek").then(() => qapiPeek(about, !pointerType), () => {});
  });

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) open(asked);
})();

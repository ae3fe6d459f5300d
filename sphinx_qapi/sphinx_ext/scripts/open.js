/* The field and the key that open the palette of symbols, on every page of a reference, and the cards of its types. The
   scripts of palette and cards are loaded at first use. */
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
      location.assign(search);      /* the site lacks the scripts */
    }
    typed = null;
  };

  const button = qapi.button(label, () => open(), "qapi-open");
  if (ownKey) button.append(" ", qapi.make("kbd", {}, ownKey));
  const field = one(".qapi-search input");
  if (!field) (one(".qapi-path") || one("[itemprop=articleBody] h1, article h1, [role=main] h1"))?.before(button);
  /* Letters typed into the form of a front page go to the palette; a pasted text is searched for as a whole. */
  field?.addEventListener("beforeinput", event => {
    if (event.data?.length !== 1) return;
    event.preventDefault();
    field.blur();
    open("", event.data);
  });

  /* This runs before Sphinx's own handler, which waits for the same key. */
  on("keydown", event => {
    const { target, key, ctrlKey, altKey, metaKey } = event, isTyped = typed !== null && key.length === 1;
    if (ctrlKey || altKey || metaKey || target.isContentEditable || !isTyped && key !== ownKey) return;
    if (target.closest?.("input, textarea, select, dialog[open]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isTyped) typed += key;              /* while the palette is loaded */
    else open();
  }, true);

  /* Pages have hundreds of these types: their range is added here instead of being written on each. */
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

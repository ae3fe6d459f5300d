/* The functions that the scripts of a reference share. Each script serves one thing, and pages that have it load the
   script (scripts.py). */
var qapi = (() => {
  const { src, dataset } = document.currentScript, words = JSON.parse(dataset.words || "{}"), loading = {};

  /* A word in the language of the site. */
  const word = text => words[text] || text;

  /* All elements of a selector, as a list. */
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const box = element => element.getBoundingClientRect();

  /* A new element with this content; *name* is its tag, or "tag.class". */
  const make = (name, properties, ...content) => {
    const [tag, className = ""] = name.split(".");
    const element = Object.assign(document.createElement(tag), { className }, properties);
    element.append(...content);
    return element;
  };

  const button = (text, onclick, className = "") =>
    make(`button.qapi-control ${className}`, { type: "button", onclick }, text);

  /* A label and its select, made from pairs of value and text. */
  const choice = (name, options, onchange) => {
    const select = make("select.qapi-control", { onchange, ariaLabel: name });
    for (const [value, text] of options) select.add(new Option(text, value));
    return [make("label", {}, name + " ", select), select];
  };

  /* A field that filters *what*, followed by *tools*; *act* gets the words typed and returns the text to show. */
  const filter = (what, act, ...tools) => {
    const name = word("Filter"), input = make("input.qapi-control", { type: "search", placeholder: name });
    const said = make("output"), oninput = () => { said.textContent = act(input.value.toLowerCase()) || ""; };
    input.ariaLabel = `${name}: ${what}`;
    return make("div.qapi-choose", { oninput }, input, ...tools, said);
  };

  /* A button that copies the text that *value* returns, and shows "Copied" for a while. */
  const copier = (text, value, className) => {
    const act = button(text, () => navigator.clipboard.writeText(value()).then(() => {
      const before = [...act.childNodes];
      act.textContent = word("Copied");
      setTimeout(() => act.replaceChildren(...before), 2000);
    }), className);
    return act;
  };

  /* A version, or another text with numbers, as a key for sorting; a text without numbers comes first. */
  const inOrder = version => (version.replace(/(\.0+)+$/, "").match(/\d+/g) || []).map(each => each.padStart(9, 0)).join();

  /* Listen to one or several events of the window. */
  const on = (names, act, isBefore) => names.split(" ").forEach(name => addEventListener(name, act, isBefore));

  /* The anchor in the address; `onTarget` calls *act* with the element that has it, now and when the address changes. */
  const anchor = () => decodeURIComponent(location.hash.slice(1));
  const onTarget = act => {
    const find = () => {
      const target = document.getElementById(anchor());
      if (target) act(target);
    };
    on("hashchange", find);
    find();
  };

  /* Load scripts when they are needed, as elements: a page may be a file in a folder, which can fetch nothing. */
  const load = (...files) => Promise.all(files.map(file => loading[file] ??= new Promise((onload, onerror) =>
    document.head.append(make("script", { src: new URL(`${file}.js`, src), async: false, onload, onerror })))));

  return { all, anchor, box, button, choice, copier, filter, inOrder, load, make, on, onTarget, one, word };
})();

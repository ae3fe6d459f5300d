/* What the scripts of a reference share. Each is for one thing, and loaded by pages that have it (scripts.py). */
var qapi = (() => {
  const { src, dataset } = document.currentScript, words = JSON.parse(dataset.words || "{}"), loading = {};

  /* A word in the language of the site. */
  const word = text => words[text] || text;

  /* An element, with what is in it. */
  const make = (tag, properties, ...content) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...content);
    return element;
  };

  const button = (text, onclick, className = "") =>
    make("button", { type: "button", onclick, className: `qapi-control ${className}` }, text);

  /* A label and its select, out of pairs of value and text. */
  const choice = (name, options, onchange) => {
    const select = make("select", { onchange, ariaLabel: name, className: "qapi-control" });
    for (const [value, text] of options) select.add(new Option(text, value));
    return [make("label", {}, name + " ", select), select];
  };

  /* A field to filter *what* by, with *tools* beside it; *act* tells of the words in it what to say. */
  const filter = (what, act, ...tools) => {
    const name = word("Filter"), input = make("input", { type: "search", placeholder: name, className: "qapi-control" });
    const said = make("output"), oninput = () => { said.textContent = act(input.value.toLowerCase()) || ""; };
    input.ariaLabel = `${name}: ${what}`;
    return make("div", { className: "qapi-choose", oninput }, input, ...tools, said);
  };

  /* Copies, and lets the button say so for a while. */
  const copy = (text, button) => navigator.clipboard.writeText(text).then(() => {
    const before = [...button.childNodes];
    button.textContent = word("Copied");
    setTimeout(() => button.replaceChildren(...before), 2000);
  });

  /* Calls for the element that the address leads to, now and when it changes. */
  const onTarget = act => {
    const find = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target) act(target);
    };
    addEventListener("hashchange", find);
    find();
  };

  /* Scripts that wait until they are needed: pages may be files in a folder. */
  const load = (...files) => Promise.all(files.map(file => loading[file] ??= new Promise((onload, onerror) =>
    document.head.append(make("script", { src: new URL(`${file}.js`, src), async: false, onload, onerror })))));

  return { word, make, button, choice, filter, copy, load, onTarget };
})();

/* What the scripts of a reference share. Each is for one thing, and loaded by pages that have it (scripts.py). */
var qapi = (() => {
  const { src, dataset } = document.currentScript, words = JSON.parse(dataset.words || "{}"), loading = {};

  /* A word in the language of the site. */
  const word = text => words[text] || text;

  /* All elements of a selector, as a list. */
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const box = element => element.getBoundingClientRect();

  /* An element, its class behind a point, with what is in it. */
  const make = (name, properties, ...content) => {
    const [tag, className = ""] = name.split(".");
    const element = Object.assign(document.createElement(tag), { className }, properties);
    element.append(...content);
    return element;
  };

  const button = (text, onclick, className = "") =>
    make(`button.qapi-control ${className}`, { type: "button", onclick }, text);

  /* A label and its select, out of pairs of value and text. */
  const choice = (name, options, onchange) => {
    const select = make("select.qapi-control", { onchange, ariaLabel: name });
    for (const [value, text] of options) select.add(new Option(text, value));
    return [make("label", {}, name + " ", select), select];
  };

  /* A field to filter *what* by, with *tools* beside it; *act* tells of the words in it what to say. */
  const filter = (what, act, ...tools) => {
    const name = word("Filter"), input = make("input.qapi-control", { type: "search", placeholder: name });
    const said = make("output"), oninput = () => { said.textContent = act(input.value.toLowerCase()) || ""; };
    input.ariaLabel = `${name}: ${what}`;
    return make("div.qapi-choose", { oninput }, input, ...tools, said);
  };

  /* A button that copies what *value* gives, and says so for a while. */
  const copier = (text, value, className) => {
    const act = button(text, () => navigator.clipboard.writeText(value()).then(() => {
      const before = [...act.childNodes];
      act.textContent = word("Copied");
      setTimeout(() => act.replaceChildren(...before), 2000);
    }), className);
    return act;
  };

  /* A version, or what else has numbers, as text that is ordered as they are; none is before all. */
  const inOrder = version => (version.replace(/(\.0+)+$/, "").match(/\d+/g) || []).map(each => each.padStart(9, 0)).join();

  /* What listens to the window: to one event, or to several. */
  const on = (names, act, isBefore) => names.split(" ").forEach(name => addEventListener(name, act, isBefore));

  /* The anchor that the address leads to; calls for the element that has it, now and when that changes. */
  const anchor = () => decodeURIComponent(location.hash.slice(1));
  const onTarget = act => {
    const find = () => {
      const target = document.getElementById(anchor());
      if (target) act(target);
    };
    on("hashchange", find);
    find();
  };

  /* Scripts that wait until they are needed: pages may be files in a folder. */
  const load = (...files) => Promise.all(files.map(file => loading[file] ??= new Promise((onload, onerror) =>
    document.head.append(make("script", { src: new URL(`${file}.js`, src), async: false, onload, onerror })))));

  return { all, anchor, box, button, choice, copier, filter, inOrder, load, make, on, onTarget, one, word };
})();

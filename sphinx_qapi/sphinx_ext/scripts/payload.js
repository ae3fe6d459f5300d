/* Requests and events for the chosen branch, minimal or full, next to the members that they consist of. */

/* All messages of a page. *text* is the minimal message of the first branch; *data* has the members that all branches
   share, then for each branch those that it adds or replaces. */
const qapiMessages = (text, data = "[[]]") => {
  const [, arrow, sent, reply = ""] = text.trimEnd().match(/^(.. )([^]*?)(\n<-[^]*)?$/), { execute, event, timestamp, ...shown } = JSON.parse(sent);
  const [[, ...common], ...branches] = JSON.parse(data), isMore = Boolean(common[1]);
  const write = (value, indent, column) => {                /* as payloads/text.py does */
    const line = JSON.stringify(value, null, 1).replace(/\n */g, " "), inner = indent + 2, between = "\n" + " ".repeat(inner);
    if (column + line.length <= 40 || value !== Object(value) || line.length < 3) return line;
    const parts = Object.entries(value).map(([name, each]) => {
      const lead = Array.isArray(value) ? "" : `"${name}": `;
      return lead + write(each, inner, inner + lead.length);
    });
    return line[0] + between + parts.join("," + between) + between.slice(0, -2) + line.at(-1);
  };
  const message = (name, isFull) => {
    const size = isMore ? isFull : 0, [, ...own] = branches.find(each => each[0] === name) || branches[0] || [];
    const content = { ...common[size] || shown.arguments || shown.data, ...own[size] }, some = Object.keys(content)[0] && content;
    return JSON.parse(JSON.stringify({ execute, event, [execute ? "arguments" : "data"]: some, timestamp }));
  };
  return { names: branches.map(([name]) => name), isMore, message, text: each => arrow + write(each, 3, 3) + reply };
};

for (const box of qapi.all(".qapi-payload")) {
  const { all, make, button, one, word, choice } = qapi, pre = one("pre", box), label = box.previousElementSibling, entry = box.parentElement;
  const { names, isMore, message, text } = qapiMessages(pre.textContent, one("script", box)?.textContent);
  const tools = make("div.qapi-g-tools qapi-p-tools");
  let isFull = 0, select;

  const sent = () => {
    const chosen = all("[data-chosen]", entry).filter(each => !each.parentElement.closest(".qapi-branch:not([data-chosen])"));
    return message(select?.value || chosen.map(each => each.dataset.chosen).join("."), isFull);
  };
  const token = /^(-&gt;|&lt;-)|("(?:[^"\\]|\\.)*")(?=:)|("(?:[^"\\]|\\.)*")|\b(true|false|null)\b|(-?\d+\.\d+)|(-?\d+)|([\][{},:]+)/gm;
  const classes = ["gp", "nt", "s2", "kc", "mf", "mi", "p"];     /* as Pygments names them */
  const span = (all, ...groups) => `<span class="${classes[groups.findIndex(Boolean)]}">${all}</span>`;
  const show = () => {
    pre.innerHTML = make("i", {}, text(sent())).innerHTML.replace(token, span) + "\n";
    sizes.forEach((each, index) => { each.ariaPressed = index === isFull; });
  };
  const sizes = isMore ? ["Minimal", "Full"].map((name, index) => button(word(name), () => { isFull = index; show(); })) : [];
  if (names[1] && !one(".qapi-branches", entry)) [, select] = choice(word("Branch"), names.map(each => [each, each]), show);
  const copier = navigator.clipboard ? [qapi.copier(word("Copy as JSON"), () => JSON.stringify(sent()))] : [];
  tools.append(...select ? [select] : [], ...sizes, ...copier);
  entry.addEventListener("qapi-chosen", show);
  show();

  /* The elements from the first rows up to the payload go into the column next to it. */
  const first = one(":scope > .qapi-rows", entry)?.previousElementSibling, left = make("div"), beside = [];
  const FOLLOWING = 4;                                      /* as Node calls it */
  if (first?.compareDocumentPosition(label) & FOLLOWING)
    for (let each = first; each !== label; each = each.nextSibling) beside.push(each);
  const right = make("div", {}, tools);
  label.before(make(beside[0] ? "div.qapi-two" : "div", {}, left, right));
  left.append(...beside);
  tools.before(label);
  right.append(box);
}

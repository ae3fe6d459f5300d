/* Requests and events that follow the branch that is chosen, minimal or full, beside what they are made of. */

/* The messages that a page has: what it shows, the minimal one of the first branch, and data that tell what others have
   beside what all have, or in its place. */
const qapiMessages = (text, data = "[[]]") => {
  const [, arrow, sent, reply = ""] = text.trimEnd().match(/^(.. )([^]*?)(\n<-[^]*)?$/), { execute, event, ...rest } = JSON.parse(sent);
  const [[, ...common], ...branches] = JSON.parse(data), shown = rest.arguments || rest.data;
  const write = (value, indent, column) => {                /* as payloads/text.py does */
    const line = JSON.stringify(value, null, 1).replace(/\n */g, " "), inner = indent + 2, between = "\n" + " ".repeat(inner);
    if (column + line.length <= 40 || value !== Object(value) || line.length < 3) return line;
    const parts = Object.entries(value).map(([name, each]) => {
      const lead = Array.isArray(value) ? "" : `"${name}": `;
      return lead + write(each, inner, inner + lead.length);
    });
    return line[0] + between + parts.join("," + between) + between.slice(0, -2) + line.at(-1);
  };
  return {
    names: branches.map(([name]) => name),
    isMore: Boolean(common[1]),
    message(name, isFull) {
      const [, ...own] = branches.find(each => each[0] === name) || branches[0] || [];
      const size = common[1] ? isFull : 0, content = { ...common[size] || shown, ...own[size] }, isEmpty = !Object.keys(content).length;
      return execute ? { execute, ...!isEmpty && { arguments: content } } : { event, ...!isEmpty && { data: content }, timestamp: rest.timestamp };
    },
    text: message => arrow + write(message, 3, 3) + reply,
  };
};

for (const box of document.querySelectorAll(".qapi-payload")) {
  const { make, button, word } = qapi, entry = box.parentElement, union = entry.querySelector(".qapi-branches");
  const pre = box.querySelector("pre"), label = box.previousElementSibling;
  const { names, isMore, message, text } = qapiMessages(pre.textContent, box.querySelector("script")?.textContent);
  let isFull = 0, select;

  const branch = () => {
    const path = [];
    for (let group = union; group;) {
      const { chosen } = group.dataset;
      path.push(chosen);
      group = [...group.children].find(each => each.querySelector("b").textContent === chosen)?.querySelector(".qapi-branches");
    }
    return select?.value || path.join(".");
  };
  const token = /^(->|<-)|("(?:[^"\\]|\\.)*")(?=:)|("(?:[^"\\]|\\.)*")|\b(true|false|null)\b|(-?\d+\.\d+)|(-?\d+)|([\][{},:]+)/gm;
  const classes = ["gp", "nt", "s2", "kc", "mf", "mi", "p"];     /* as Pygments names them */
  const show = () => {
    const shown = text(message(branch(), isFull));
    let end = 0;
    pre.replaceChildren();
    for (const match of shown.matchAll(token)) {
      const className = classes[match.slice(1).findIndex(group => group !== undefined)];
      pre.append(shown.slice(end, match.index), make("span", { className }, match[0]));
      end = match.index + match[0].length;
    }
    pre.append(shown.slice(end) + "\n");
    sizes.forEach((each, index) => { each.ariaPressed = index === isFull; });
  };

  const sizes = isMore ? ["Minimal", "Full"].map((name, index) => button(word(name), () => { isFull = index; show(); })) : [];
  const tools = make("div", { className: "qapi-g-tools qapi-p-tools" }, ...sizes);
  if (names[0] && !union) [, select] = qapi.choice(word("Branch"), names.map(name => [name, name]), show);
  if (select) tools.prepend(select);
  if (navigator.clipboard) {
    const copy = button(word("Copy as JSON"), () => qapi.copy(JSON.stringify(message(branch(), isFull)), copy));
    tools.append(copy);
  }
  entry.addEventListener("qapi-chosen", show);
  show();

  /* Beside it goes what stands between the first rows and it. */
  const first = entry.querySelector(":scope > .qapi-rows")?.previousElementSibling, beside = [];
  if (first?.compareDocumentPosition(label) & Node.DOCUMENT_POSITION_FOLLOWING)
    for (let each = first; each !== label; each = each.nextSibling) beside.push(each);
  const left = make("div"), right = make("div", {}, tools);
  label.before(make("div", { className: beside[0] ? "qapi-two" : "" }, left, right));
  left.append(...beside);
  right.prepend(label);
  right.append(box);
}

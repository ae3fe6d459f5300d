/* Payloads: of which branch, and how much of it. The page has the minimal one of the first; data have them all. */
for (const data of document.querySelectorAll(".qapi-payload > script")) {
  const all = JSON.parse(data.textContent), box = data.parentElement, pre = box.querySelector("pre");
  const token = /^(->|<-)|("(?:[^"\\]|\\.)*")(?=:)|("(?:[^"\\]|\\.)*")|\b(true|false|null)\b|(-?\d+\.\d+)|(-?\d+)|([\][{},:]+)/gm;
  const classes = ["gp", "nt", "s2", "kc", "mf", "mi", "p"];     /* as Pygments names them */
  const tools = qapi.make("div", { className: "qapi-g-tools qapi-p-tools" });
  let branch = 0, isFull = 0;

  const show = () => {
    const text = all[branch][1 + isFull] || all[branch][1];
    let end = 0;
    pre.replaceChildren();
    for (const match of text.matchAll(token)) {
      const className = classes[match.slice(1).findIndex(group => group !== undefined)];
      pre.append(text.slice(end, match.index), qapi.make("span", { className }, match[0]));
      end = match.index + match[0].length;
    }
    pre.append(text.slice(end) + "\n");
    sizes.forEach((each, index) => { each.ariaPressed = index === isFull; });
  };
  const size = (name, index) => qapi.button(qapi.word(name), () => { isFull = index; show(); });
  const sizes = all.some(each => each[2]) ? ["Minimal", "Full"].map(size) : [];
  if (all[1]) {
    const names = all.map(([name], index) => [index, name]);
    const [, select] = qapi.choice(qapi.word("Branch"), names, () => { branch = select.selectedIndex; show(); });
    tools.append(select);
  }
  tools.append(...sizes);
  box.before(tools);
  show();
}

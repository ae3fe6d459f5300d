/* The card of a type: kind, summary, first members or values. It opens when the pointer or the keyboard reaches a link to
   the type, stays while the pointer is on the link or the card, and closes on Escape (WCAG 1.4.13). */
var qapiPeek = (() => {
  const { box, make, on, one } = qapi, { words, symbols, kinds } = qapiReadSymbols(qapiSymbols), MOST = 8;
  const root = new URL("../../../", document.currentScript.src), types = new Map();
  for (const type of symbols.filter(({ kind }) => /struct|union|enum|alternate/.test(kind))) {
    const { page, kind, name, anchor } = type, { href } = new URL(page, root);
    types.set(`${href}#${anchor}`, type);
    if (page.includes(`${kind}-${name}`)) types.set(href, type);        /* links to the page of one definition have no anchor */
  }
  const card = make("div.qapi-peek", { id: "qapi-peek", role: "tooltip", hidden: true });
  let of, timer;
  (one("main, [role=main]") || document.body).append(card);

  const line = ({ name, type, flags, default: value }) => make("div", {}, make("code", {}, name), type && ` ${type}`,
    flags & 4 ? `, ${words.optional}` : "", value && ` = ${value}`, flags & 1 ? ", deprecated" : "", flags & 2 ? ", unstable" : "");
  const content = about => {
    const name = about.textContent.replace(/[[\]]/g, ""), type = types.get(about.href);
    if (!type) return !about.href && Object.hasOwn(words.types, name) && [make("b", {}, name), ` ${words.types[name]}`];
    if (document.getElementById(type.anchor)?.closest(".qapi")?.contains(about)) return null;        /* the type is on view already */
    const parts = symbols.filter(({ kind, places }) => kind !== "feature" && places.some(({ of, path }) => of === type && !path.length))
      .sort((a, b) => (a.from === type) - (b.from === type)), left = parts.length - MOST;
    return [make("b", {}, `${kinds[type.kind]} ${type.name}`), ` ${type.text}`, ...parts.slice(0, MOST).map(line),
      left > 0 ? words.more.replace("%d", left) : ""];
  };
  const close = () => {
    clearTimeout(timer);
    of?.removeAttribute("aria-describedby");
    card.hidden = true;
    of = null;
  };
  const open = about => {
    const said = content(about);
    close();
    if (!said) return;
    of = about;
    of.removeAttribute("title");        /* browsers would show the title, too */
    of.setAttribute("aria-describedby", card.id);
    card.replaceChildren(...said);
    card.hidden = false;
    const { left, top, bottom } = box(of), { offsetWidth: width, offsetHeight: height } = card;
    const { clientWidth, clientHeight } = document.documentElement, isAbove = bottom + height > clientHeight && top > height;
    card.style.left = card.style.top = 0;
    const origin = box(card);        /* the origin of the element that positions the card, which depends on the theme */
    card.style.left = `${Math.max(0, Math.min(left, clientWidth - width)) - origin.left}px`;
    card.style.top = `${(isAbove ? top - height : bottom) - origin.top}px`;
  };
  const later = (act, time) => {
    clearTimeout(timer);
    timer = setTimeout(act, time);
  };
  const isOn = element => element?.matches(":hover");

  on("keydown", ({ key }) => key === "Escape" && close());
  on("focusout", () => isOn(of) || isOn(card) || close());
  on("pointerover", () => {
    if (isOn(of) || isOn(card)) clearTimeout(timer);
    else if (!of || of !== document.activeElement) later(close, 250);
  }, true);        /* before the handlers of another link */
  return (about, isFocus) => {
    if (about !== of && about.matches(isFocus ? ":focus-visible" : ":hover")) later(() => open(about), isFocus ? 500 : 300);
  };
})();

/* A choice of branches in place of folds: chips, or a list with a filter if there are many. The address says which branch
   is shown; a link into a branch, a search in the page, and Back choose it. On paper, all branches are shown. */
(() => {
  const MOST_CHIPS = 12, { all, anchor, make, button, on, one, word } = qapi, choosers = [];

  const add = group => {
    const branches = [...group.children], targets = [null, ...branches], isList = branches.length > MOST_CHIPS;
    const nameOf = branch => one("b", branch).textContent, [first] = branches;
    const id = first.id && `${first.id.slice(0, -nameOf(first).length)}*`;      /* the anchor of the choice, and of "all" */
    let chosen = branches.find(each => each.open) || first, before, isFiltered;

    /* An option of a list has the branch's head and the first line of the type's text; a chip has only its name and badges. */
    const options = targets.map(branch => {
      const option = button("", () => choose(branch, "pushState"), isList ? "qapi-head" : ""), head = branch?.firstChild.cloneNode(true);
      const text = branch && one(".qapi-aside > a", branch)?.nextSibling?.data.slice(2) || "";
      if (branch && isList) option.append(...head.childNodes, make("span", {}, text));
      else option.append(make("b", {}, branch ? nameOf(branch) : word("all")));
      if (branch && !isList) for (const badge of all(".qapi-badge", head)) option.append(" ", badge);
      option.role = "radio";
      return option;
    });
    const list = make(isList ? "div.qapi-choices" : "div.qapi-chips", { role: "radiogroup" }, ...options);
    list.ariaLabel = group.previousElementSibling.textContent;
    group.before(make("div", { id }, list));

    const show = () => {
      const shown = options.filter(each => !each.hidden), at = options[targets.indexOf(chosen)], stop = at.hidden ? shown[0] : at;
      for (const each of branches) {
        const isEmpty = isFiltered && !one(".qapi-rows > div:not([hidden])", each);
        each.hidden = (chosen ? each !== chosen : isEmpty) && "until-found";
        each.open = true;
        if (chosen) delete each.dataset.chosen;
      }
      if (chosen) chosen.dataset.chosen = nameOf(chosen);
      for (const each of options) Object.assign(each, { ariaChecked: each === at, tabIndex: each === stop ? 0 : -1 });
      group.dispatchEvent(new Event("qapi-chosen", { bubbles: true }));
      return shown.length;
    };
    const choose = (branch, how) => {
      chosen = branch;
      show();
      if (!how) list.scrollTop = options[targets.indexOf(branch)].offsetTop - options[0].offsetTop;
      else if (id) history[how](true, "", `#${branch ? branch.id : id}`);
    };
    list.onkeydown = event => {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key], shown = options.filter(each => !each.hidden);
      if (!step) return;
      event.preventDefault();
      const next = shown.at((shown.indexOf(document.activeElement) + step) % shown.length);
      next.focus();
      choose(targets[options.indexOf(next)], "replaceState");
    };
    if (isList) list.before(qapi.filter(list.ariaLabel, words => {
      for (const each of options) each.hidden = !each.textContent.toLowerCase().includes(words);
      return words && `${options.some(each => !each.hidden) && show()} ${word("found")}`;
    }));
    for (const each of branches) each.onbeforematch = () => choose(each);

    /* While arguments are filtered, all branches are shown, and afterwards one again. */
    group.addEventListener("qapi-filter", ({ detail }) => {
      if (detail && !isFiltered) [before, chosen] = [chosen, null];
      if (!detail) chosen ??= before;
      isFiltered = detail;
      show();
    });
    show();
    choosers.push({ branches, id, choose, show });
  };
  all(".qapi-branches:has(> :nth-child(2))").forEach(add);

  const follow = () => {
    const hash = anchor(), target = document.getElementById(hash);
    for (const { branches, id, choose } of choosers) {
      const branch = branches.find(each => each.contains(target));
      if (branch || hash && hash === id) choose(branch || null);
    }
    for (let each = target; each; each = each.parentElement) if (each.open === false) each.open = true;
    if (!history.state) target?.scrollIntoView({ behavior: "instant" });      /* otherwise the browser restores the position */
  };
  on("hashchange", () => {
    if (!location.hash) for (const { branches, choose } of choosers) choose(branches[0]);
    follow();
  });
  follow();

  on("beforeprint", () => all(".qapi-branch").forEach(each => { each.hidden = false; }));
  on("afterprint", () => choosers.forEach(({ show }) => show()));
})();

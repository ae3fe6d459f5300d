/* Copies the path by which clients probe a binary for an argument, a returned member, a feature or a value.
   There is one button, which moves to the row under the pointer. */
if (navigator.clipboard) (() => {
  const icon = '<svg width="12" height="12" fill="none" stroke="currentColor" aria-hidden="true">' +
    '<path d="M4.5 4.5h7v7h-7zM7.5 4.5v-4h-7v7h4"/></svg>';
  const { on, one } = qapi, button = qapi.copier("", () => button.title, "qapi-probe");

  const path = row => {
    const name = (one("code", row) || row).textContent;
    const { probe } = row.parentElement.dataset;
    if (probe) return `${probe}/^${name}`;
    const entry = row.closest(".qapi:is(.command, .event)")?.querySelector(":scope > .sig[id]")?.id;
    if (!entry || !row.id.startsWith(entry)) return;
    const rest = row.id.slice(entry.length), whole = entry.replace(/^qapi-\w+?-/, "");
    if (rest.startsWith(":feature.")) return `${whole}/$${name}`;
    const place = rest[0] === "." ? "arg-type" : rest.startsWith(":returns.") && "ret-type";
    if (!place) return;
    const steps = name.split(".");
    for (let each = row; (each = each.parentElement.closest(".qapi-branch"));)
      steps.unshift("+" + one(".qapi-head > b", each).textContent);
    return [whole, place, ...steps].join("/");
  };

  let at;
  const show = target => {
    const row = target.closest?.(".qapi-rows > div[id]");
    if (!row || row === at || !path(row)) return;
    at = row;
    button.title = path(row);
    button.ariaLabel = `${qapi.word("Copy path")} ${button.title}`;
    button.innerHTML = icon;
    one("dt", row).firstElementChild.append(button);
  };
  on("mouseover focusin", event => show(event.target));
  qapi.onTarget(show);
})();

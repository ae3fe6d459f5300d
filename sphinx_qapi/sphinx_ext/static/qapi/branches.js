/* Opens the branch that a link leads into, where the browser does not, and all of them for print. */
(() => {
  qapi.onTarget(target => {
    for (let each = target; each; each = each.parentElement) if (each.open === false) each.open = true;
    target.scrollIntoView();
  });

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.qapi-branch:not([open])")];
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
  });
})();

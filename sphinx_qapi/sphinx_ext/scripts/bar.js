/* Loads the bar that shows the place on the page (later/bar.js) when it may be needed: when the page is scrolled, if it
   opens scrolled or at an anchor, or when the keyboard reaches a row's link to itself. */
(() => {
  const { dataset } = document.currentScript, events = "scroll focusin";
  const begin = ({ type, target }) => {
    if (type === "focusin" && !target.closest(".headerlink")) return;
    for (const name of events.split(" ")) removeEventListener(name, begin, true);
    qapi.load("later/bar").then(() => qapiBar(dataset), () => { /* The site lacks the script. */ });
  };
  if (scrollY || location.hash) begin({ type: "load" });
  else qapi.on(events, begin, true);
})();

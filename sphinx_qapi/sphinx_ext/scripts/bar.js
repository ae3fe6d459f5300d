/* Loads the bar that says where one is (later/bar.js) once it may be wanted: when the page is scrolled, or was at the
   beginning, or when the keyboard comes to a row's link to itself. */
(() => {
  const { dataset } = document.currentScript, events = "scroll focusin";
  const begin = ({ type, target }) => {
    if (type === "focusin" && !target.closest(".headerlink")) return;
    for (const name of events.split(" ")) removeEventListener(name, begin, true);
    qapi.load("later/bar").then(() => qapiBar(dataset), () => { /* A site without its scripts. */ });
  };
  if (scrollY || location.hash) begin({ type: "load" });
  else qapi.on(events, begin, true);
})();

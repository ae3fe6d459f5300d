/* Copies the messages that the client sends in an example, without arrows; not if sphinx-copybutton adds its own button. */
if (navigator.clipboard && !window.ClipboardJS)
  for (const block of qapi.all("[class*=highlight-QMP i]:not(.qapi-payload)")) {
    const sent = () => {
      const messages = qapi.one("pre", block).textContent.split(/^(?=[ \t]*(?:->|<-))/m);
      const requests = messages.filter(each => /^\s*->/.test(each));
      const wanted = requests.length ? requests : messages;
      return wanted.map(each => each.replace(/^\s*(->|<-)\s?/, "")).join("").trim();
    };
    block.append(qapi.copier(qapi.word("Copy"), sent, "qapi-copy"));
  }

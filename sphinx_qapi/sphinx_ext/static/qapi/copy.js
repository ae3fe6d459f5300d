/* Copies what the client sends in an example, without arrows. sphinx-copybutton has a button of its own. */
if (navigator.clipboard && !window.ClipboardJS)
  for (const block of document.querySelectorAll("[class*=highlight-QMP i]:not(.qapi-payload)")) {
    const sent = () => {
      const messages = block.querySelector("pre").textContent.split(/^(?=[ \t]*(?:->|<-))/m);
      const requests = messages.filter(each => /^\s*->/.test(each));
      const wanted = requests.length ? requests : messages;
      return wanted.map(each => each.replace(/^\s*(->|<-)\s?/, "")).join("").trim();
    };
    const button = qapi.button(qapi.word("Copy"), () => qapi.copy(sent(), button), "qapi-copy");
    block.append(button);
  }

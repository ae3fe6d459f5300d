//sphinx_qapi scripts/copy.js
if(navigator.clipboard&&!window.ClipboardJS)for(const i of qapi.all("[class*=highlight-QMP i]:not(.qapi-payload)")){const o=()=>{const o=qapi.one("pre",i).textContent.split(/^(?=[ \t]*(?:->|<-))/m),p=o.filter(i=>/^\s*->/.test(i));return(p.length?p:o).map(i=>i.replace(/^\s*(->|<-)\s?/,"")).join("").trim()};i.append(qapi.copier(qapi.word("Copy"),o,"qapi-copy"))}

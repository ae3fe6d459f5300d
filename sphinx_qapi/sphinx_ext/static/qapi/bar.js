//sphinx_qapi scripts/bar.js
(()=>{const{dataset:t}=document.currentScript,e="scroll focusin",o=({type:a,target:r})=>{if("focusin"!==a||r.closest(".headerlink")){for(const t of e.split(" "))removeEventListener(t,o,!0);qapi.load("later/bar").then(()=>qapiBar(t),()=>{})}};scrollY||location.hash?o({type:"load"}):qapi.on(e,o,!0)})();

//sphinx_qapi scripts/moved.js
{const e=()=>{const e=qapi.anchor();if(!document.getElementById(e))for(let n=e.length;(n=e.slice(0,n).search(/[.:][^.:]*$/))>0;){const t=document.getElementById(e.slice(0,n)),c=t&&qapi.one("dt a[href]",t);if(c)return location.replace(c.href.replace(/#.*/,"")+location.hash)}};qapi.on("hashchange",e),e()}

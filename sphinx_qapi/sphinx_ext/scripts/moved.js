/* On the page of a module whose definitions have pages of their own: a link to a member that was on this page leads on to
   its new page. Its definition has a row here, and the member's anchor begins with the anchor of this row. */
{
  const leadOn = () => {
    const anchor = qapi.anchor();
    if (document.getElementById(anchor)) return;
    for (let end = anchor.length; (end = anchor.slice(0, end).search(/[.:][^.:]*$/)) > 0;) {
      const row = document.getElementById(anchor.slice(0, end));
      const link = row && qapi.one("dt a[href]", row);
      if (link) return location.replace(link.href.replace(/#.*/, "") + location.hash);
    }
  };
  qapi.on("hashchange", leadOn);
  leadOn();
}

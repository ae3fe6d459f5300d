/* On the page of a module whose definitions have pages of their own: a link to a member, which stood here once, leads
   on to where it is. Its definition has a row here, with the anchor that the member's begins with. */
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

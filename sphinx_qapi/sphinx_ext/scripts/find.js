/* The field that filters an index: it hides rows without the words, and letters without rows. */
for (const field of qapi.all(".qapi-find")) {
  field.hidden = false;
  qapi.one("input", field).oninput = event => {
    const words = event.target.value.toLowerCase();
    let found = 0;
    for (const letter of qapi.all(".qapi-letter")) {
      const rows = qapi.all("dl > div", letter);
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(words);
      const shown = rows.filter(row => !row.hidden).length;
      letter.hidden = !shown;
      found += shown;
    }
    qapi.one("output", field).textContent = words && `${found} ${qapi.word("found")}`;
  };
}

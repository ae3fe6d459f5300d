/* The field that filters an index: rows without the words are hidden, and letters without rows. */
for (const field of document.querySelectorAll(".qapi-find")) {
  field.hidden = false;
  field.querySelector("input").oninput = event => {
    const words = event.target.value.toLowerCase();
    let found = 0;
    for (const letter of document.querySelectorAll(".qapi-letter")) {
      const rows = [...letter.querySelectorAll("dl > div")];
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(words);
      const shown = rows.filter(row => !row.hidden).length;
      letter.hidden = !shown;
      found += shown;
    }
    field.querySelector("output").textContent = words && `${found} ${qapi.word("found")}`;
  };
}

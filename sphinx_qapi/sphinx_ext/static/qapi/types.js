/* A picture that folds, in a column that is narrower than it: what it is about is in view when it opens. */
for (const fold of document.querySelectorAll(".qapi-types")) {
  fold.addEventListener("toggle", () => {
    const box = fold.querySelector(".qapi-scroll"), me = fold.querySelector(".qapi-g-me");
    if (!fold.open || !me) return;
    const around = box.getBoundingClientRect(), own = me.getBoundingClientRect();
    box.scrollBy(own.x + own.width / 2 - around.x - around.width / 2, own.y + own.height / 2 - around.y - around.height / 2);
  });
}

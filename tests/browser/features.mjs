/* Use a site of the example as readers do, in a browser: node features.mjs NAME PROGRAM ADDRESS. Prints what fails. */
import puppeteer from "puppeteer-core";

const [, , name, executablePath, site] = process.argv, messages = [], failed = [];
const browser = await puppeteer.launch({ browser: name, executablePath, args: name === "chrome" ? ["--no-sandbox"] : [] });
const page = await browser.newPage();
page.on("console", message => messages.push(message.text()));
page.on("pageerror", error => messages.push(error.message));
await page.setViewport({ width: 1400, height: 900 });
let held = 0;

const open = path => page.goto(`${site}/${path}`);
const holds = async (what, test, ...values) => {
  const isSo = await page.waitForFunction(test, { timeout: 8000 }, ...values).then(() => true, () => false);
  if (isSo) held++;
  else failed.push(what);
};
/* The first visible element whose text begins with these words. */
const find = async (selector, text) => {
  const found = await page.evaluateHandle((selector, text) =>
    [...document.querySelectorAll(selector)].find(each => each.textContent.startsWith(text) && each.checkVisibility()), selector, text);
  return found.asElement();
};
const palette = async query => {
  await page.keyboard.press("/");
  await page.keyboard.type(query);
};

/* Branches, and the request that follows them */
await open("command-volume-create.html");
await (await find("[role=radio]", "nfs")).click();
await holds("the address leads to the branch", () => location.hash.endsWith(":branch.nfs"));
const isOneShown = () => [...document.querySelector(".qapi-branches").children].filter(each => !each.hidden).length === 1;
await holds("only this branch is shown", isOneShown);
await holds("the request is for the branch", () => /"driver": "nfs"/.test(document.querySelector(".qapi-payload pre").textContent));
await page.evaluate(() => { navigator.clipboard.writeText = async text => { window.copied = text; }; });
await (await find("button", "Copy as JSON")).click();
await holds("the request is copied", () => JSON.parse(window.copied).arguments.driver === "nfs");
await page.evaluate(() => document.querySelector("[role=radio][aria-checked=true]").focus());
await page.keyboard.press("ArrowDown");
await holds("the keyboard chooses the next branch", () => document.activeElement.ariaChecked === "true" && !location.hash.endsWith("nfs"));
await (await find("[role=radio]", "all")).click();
await holds("all branches are shown", () => [...document.querySelector(".qapi-branches").children].every(each => !each.hidden));
await page.goBack();
await holds("Back shows one branch again", isOneShown);

/* The filter */
await open("command-volume-create.html");
await page.type(".qapi-choose input[type=search]", "server");
await holds("the filter hides arguments", () => /^\d+ of \d+ hidden$/.test(document.querySelector(".qapi-choose output").textContent));
await (await find("button", "Show all")).press("Enter");
await holds("Show all shows all arguments again", () => document.activeElement.matches("input[type=search]") && !document.querySelector(".qapi-many > [hidden]"));

/* The card of a type */
await (await find(".qapi-label a, .qapi-rows a", "VolumeOptionsBase")).hover();
await holds("a card opens", () => /^struct VolumeOptionsBase/.test(document.querySelector(".qapi-peek:not([hidden])")?.textContent));
await page.keyboard.press("Escape");
await holds("Escape closes the card", () => document.querySelector(".qapi-peek").hidden);

/* The palette */
const firsts = {
  "volume-create": "command volume-create", vcr: "command volume-create", volume_craete: "command volume-create",
  "job st": "event JOB_STATE_CHANGED", "kind:event job state": "event JOB_STATE_CHANGED", "volume events": "event VOLUME_",
  "volume-create.nfs.export": "argument export of volume-create (nfs)",
};
for (const [query, first] of Object.entries(firsts)) {
  await open("command-volume-create.html");
  await palette(query);
  await holds(`${query}: ${first}`, first => document.querySelector("[role=option]")?.textContent.startsWith(first), first);
  await holds(`${query}: in the address`, query => new URLSearchParams(location.search).get("q") === query, query);
}
await holds("the field refers to the chosen hit", () => document.getElementById(document.querySelector("[role=combobox]")
  .getAttribute("aria-activedescendant")).getAttribute("aria-selected") === "true");
await page.keyboard.press("Enter");
await holds("Enter opens the hit", () => location.hash.endsWith("volume-create.nfs.export")
  && document.getElementById(decodeURIComponent(location.hash.slice(1))).checkVisibility());
await open("genindex.html");
await page.keyboard.press("/");
await holds("on other pages, the key opens Sphinx's search", () => document.activeElement.name === "q" && !document.querySelector(".qapi-palette"));

/* Scripts report nothing on any kind of page */
const kinds = ["index", "volumes", "command-volume-create", "event-JOB_STATE_CHANGED", "enum-JobState", "struct-JobInfo", "qapi-types",
  "qapi-deprecated", "qapi-map", "qapi-releases", "genindex", "search"];
for (const each of kinds) {
  await open(`${each}.html`);
  await palette("vol");
  await page.keyboard.press("Escape");
  await page.evaluate(() => scrollTo(0, 700));
  await new Promise(done => setTimeout(done, 200));
}
if (messages.length) failed.push(`messages: ${messages.join("; ")}`);

await browser.close();
console.log(`${name}, ${site.split(":")[0]}: ${held} hold`);
for (const each of failed) console.log(`  not: ${each}`);
process.exit(failed.length ? 1 : 0);

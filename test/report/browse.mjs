// browse.mjs NODE_DIR PAGE SCRIPT: opens the page in headless Chromium and has
// the script look at it. Errors of the page and any use of the network fail.
import assert from "node:assert";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [nodeDir, file, script] = process.argv.slice(2);
const puppeteer = createRequire(join(nodeDir, "package.json"))("puppeteer-core");
const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", timeout: 300000, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  const troubles = [];
  page.on("pageerror", e => troubles.push(String(e)));
  page.on("request", r => /^(file|data):/.test(r.url()) || troubles.push("asks for " + r.url()));
  await page.goto(pathToFileURL(file).href, { timeout: 300000 });
  const look = (await import(pathToFileURL(script).href)).default;
  await look({
    page,
    count: selector => page.$$eval(selector, all => all.length),
    texts: selector => page.$$eval(selector, all => all.map(e => e.textContent.trim())),
    equal: assert.deepStrictEqual,
    nodeDir,
  });
  assert.deepStrictEqual(troubles, []);
} finally {
  await browser.close();
}

// What axe-core asks of a page, in both themes, with a finding and its check's page open.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { join } from "node:path";

export default async function ({ page, equal, nodeDir }) {
  if (!existsSync(join(nodeDir, "node_modules/axe-core"))) {
    console.log("axe-core is not installed: ./dev test installs it");
    return;
  }
  const axe = createRequire(join(nodeDir, "package.json"))("axe-core");
  await page.evaluate(axe.source);
  await page.$$eval("details.finding", all => all.forEach(d => { d.open = true; }));
  await page.waitForSelector("details.page");
  await page.$$eval("details.page", all => { all[0].open = true; });
  await page.waitForSelector("details.page h3");
  for (const theme of ["light", "dark"]) {
    await page.evaluate(name => document.documentElement.setAttribute("data-theme", name), theme);
    const found = await page.evaluate(() => window.axe.run());
    equal(found.violations.map(v => `${theme}: ${v.id}: ${v.nodes[0].html}`), []);
  }
}

import { chromium } from 'playwright-core';
const [url, out] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [n, w, h] of [['phone', 360, 740], ['desk', 1366, 860]]) {
  const p = await b.newPage({ viewport: { width: w, height: h } });
  p.on('console', m => console.log(m.text())); p.on('pageerror', e => console.log('ERR', e.message));
  await p.goto(url); await p.waitForSelector('body[data-ready]', { timeout: 10000 }).catch(e => console.log(e.message));
  await p.screenshot({ path: `${out}/${n}.png` });
}
await b.close();

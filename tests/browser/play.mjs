// Plays stories in one browser, side by side when several are asked for. Usage: node play.mjs CHROMIUM, and on standard input a line for
// each story, as {"story":"papers","address":"http://127.0.0.1:7071/","pictures":"a folder that exists"}. Each is answered with a line
// that names the story and what was wrong with it; what was seen goes to standard error.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { Phone } from './phone.mjs';

const browser = await chromium.launch({ executablePath: process.argv[2], args: ['--no-sandbox', '--disable-dev-shm-usage'] });

async function faultsOf({ story, address, pictures }) {
  let phone;
  try {
    const { default: play } = await import(`./${story}.mjs`);
    phone = await Phone.open(browser, address, pictures);
    await play(phone, { address, pictures });
    return phone.faults;
  } catch (failure) {
    await phone?.page.screenshot({ path: join(pictures, 'fallo.png'), fullPage: true }).catch(() => {});
    return [...(phone?.faults ?? []), failure.stack];
  } finally {
    await phone?.close();
  }
}

const playing = [];
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  playing.push(faultsOf(asked).then((faults) => console.log(JSON.stringify({ story: asked.story, faults }))));
}
await Promise.all(playing);
await browser.close();

// The phone page in a context of its own: every screen that a story names is checked by axe and photographed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const Patience = 30_000;
const Glance = 1_000;

// The scripts share one laptop, and a telephone gets few codes in an hour: each script has its own people, in the order of the list.
const People = { joins: 0, changesNumber: 1, borrows: 2, ownsData: 3, losesPhone: 4, retires: 5, keepsPapers: 6 };

/** In the page: closes the notice if it lies over this element; a button of the notice itself is left to be pressed. */
function closeNoticeOver(element) {
  const notice = document.getElementById('banner');
  const [over, under] = [notice.getBoundingClientRect(), element.getBoundingClientRect()];
  if (!notice.contains(element) && over.top < under.bottom && under.top < over.bottom) notice.querySelector(':scope > button')?.click();
}

export class Phone {
  #pictures;
  #taken = 0;

  static async open(browser, address, pictures) {
    const phone = new Phone();
    phone.#pictures = pictures;
    phone.context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'es-PE', bypassCSP: true, reducedMotion: 'reduce' });
    phone.page = await phone.context.newPage();
    phone.page.setDefaultTimeout(Patience);
    phone.faults = [];
    phone.page.on('pageerror', (error) => phone.faults.push(error.message));
    phone.page.on('request', (request) => {
      if (!request.url().startsWith(address)) phone.faults.push(`asked another machine: ${request.url()}`);
    });
    await phone.page.goto(`${address}_local/`);
    await phone.page.waitForSelector('body[data-ready]');
    return phone;
  }

  /** Presses what a person reads; a notice that lies over it is closed first, as a person does. */
  async press(name, within = this.page) {
    const button = within.getByRole('button', { name, exact: true });
    await button.click({ trial: true, timeout: Glance }).catch(() => button.evaluate(closeNoticeOver));
    await button.click();
  }

  /** Chooses one of the three parts of the page; only one is on a narrow screen. */
  place = (name) => this.press(name, this.page.locator('#places'));

  /** Takes this person's phone into the hand; the desk is on the screen. */
  async take(person) {
    await this.page.getByLabel('Persona de muestra').selectOption({ index: People[person] });
    await this.page.locator('#desk .said', { hasText: 'Cambiar de teléfono: listo' }).waitFor();
  }

  /** Waits until the phone shows a screen with this heading. */
  screen = (title) => this.page.locator('#screen h1', { hasText: title }).waitFor();

  /** Does something that brings a text message with a code, and returns the code; other news may drop in as well. */
  async bringing(work) {
    return /\b\d{6}\b/.exec(await this.bringingText(work, /\b\d{6}\b/))[0];
  }

  /** Does something that brings a text message with these words, and returns its text. */
  async bringingText(work, words) {
    await this.page.evaluate(() => (document.getElementById('banner').hidden = true));
    await work();
    const text = this.page.locator('#banner .sms', { hasText: words }).first();
    await text.waitFor({ timeout: 3 * Patience });
    return text.textContent();
  }

  /** Closes what dropped in, unless it is gone by itself. */
  dismiss = () => this.page.evaluate(() => document.querySelector('#banner:not([hidden]) > button')?.click());

  /** Checks what is on the screen for accessibility and width, and keeps a picture of it. */
  async look(name, page = this.page) {
    this.#taken++;
    await page.screenshot({ path: join(this.#pictures, `${String(this.#taken).padStart(2, '0')}-${name}.png`), fullPage: true });
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'],
      }),
    );
    for (const { id, help, nodes } of violations) this.faults.push(`${name}: ${id}: ${help}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) this.faults.push(`${name}: ${wide} px too wide`);
    console.error(`seen ${name}`);
  }

  close = () => this.context.close();
}

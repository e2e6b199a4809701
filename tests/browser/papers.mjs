// A teacher's papers on a phone of 360 px: listed, opened, checked by anybody, a changed copy refused.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export default async function play(phone, { address, pictures }) {
  const { page } = phone;
  const said = (text, timeout = 120_000) => page.locator('#desk .said', { hasText: text }).waitFor({ timeout });

  await phone.place('Mesa');
  await phone.press('Cargar el padrón de muestra');
  await said('Padrón cargado');
  await phone.take('keepsPapers');
  await phone.press('Papeles firmados');
  await said('Papeles firmados: listo');
  await phone.place('Teléfono');

  await phone.press('Mi cuenta');
  await phone.press('Mis papeles');
  await phone.screen('Mis papeles');
  await phone.look('mis-papeles');
  await open('Carta de autorización de descuento (CADAP)');
  const file = await download();
  await phone.look('papel-sellado');

  const code = await page.locator('.facts div', { hasText: 'Código para verificarlo' }).locator('dd').textContent();
  await check(page, page.getByLabel('Copia por comprobar'), file, 'igual a la que guardamos');
  await check(page, page.getByLabel('Copia por comprobar'), changed(file), 'distinta de la que guardamos');
  await phone.look('copia-distinta');

  await anybody(code, file);

  /** Opens a paper once its seal is on it. */
  async function open(name) {
    for (let tries = 0; tries < 60; tries++) {
      await phone.press(`Abrir: ${name}`);
      await phone.screen(name);
      if (await page.locator('.state', { hasText: 'Listo y sellado' }).count()) return;
      await phone.press('Volver');
      await phone.screen('Mis papeles');
      await page.waitForTimeout(1000);
    }
    throw new Error(`${name} was not sealed`);
  }

  /** The PDF behind the link, as a reader of another program would fetch it: without a token. */
  async function download() {
    const href = await page.locator('a.open').getAttribute('href');
    const response = await phone.context.request.get(new URL(href, address).href);
    const file = await response.body();
    if (response.status() !== 200 || !file.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error(`no PDF: ${response.status()}`);
    writeFileSync(join(pictures, 'cadap.pdf'), file);
    return file;
  }

  /** One bit of it is another. */
  function changed(file) {
    const copy = Buffer.from(file);
    copy[copy.length >> 1] ^= 1;
    return copy;
  }

  async function check(where, input, buffer, answer) {
    await input.setInputFiles({ name: 'copia.pdf', mimeType: 'application/pdf', buffer });
    await where.locator('[role=status]', { hasText: answer }).waitFor();
  }

  /** What somebody sees who scans the symbol: no account, no personal data. */
  async function anybody(code, file) {
    const visitor = await phone.context.newPage();
    await visitor.goto(`${address}api/v1/contracts/verify/${code}/page`);
    await visitor.locator('#result', { hasText: 'auténtico y está vigente' }).waitFor();
    const body = await visitor.locator('body').innerText();
    if (/Quispe|Mamani|\b4\d{7}\b/.test(body)) throw new Error('the public page shows personal data');
    await phone.look('verificacion', visitor);
    await check(visitor, visitor.getByLabel('Elija el PDF'), file, 'Su copia es igual');
    await check(visitor, visitor.getByLabel('Elija el PDF'), changed(file), 'Su copia es distinta');
    await phone.look('verificacion-distinta', visitor);
    await visitor.goto(`${address}api/v1/contracts/verify/0000-0000-0000-0000/page`);
    await visitor.getByText('No emitimos ningún documento').waitFor();
    await phone.look('verificacion-desconocida', visitor);
  }
}

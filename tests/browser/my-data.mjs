// A teacher's e-mail and data on a phone of 360 px: an address proved, a copy taken, a correction asked for, what an erasure would keep,
// who looked.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

export default async function play(phone, { pictures }) {
  const { page } = phone;

  await phone.place('Mesa');
  await phone.press('Cargar el padrón de muestra');
  await page.locator('#desk .said', { hasText: 'Padrón cargado' }).waitFor({ timeout: 90_000 });
  await phone.take('ownsData');
  await phone.place('Teléfono');
  await phone.press('Activar mi cuenta');
  const code = await phone.bringing(() => phone.press('Enviarme el código'));
  await phone.dismiss();
  await page.getByLabel('Código de 6 números').fill(code);
  await phone.press('Confirmar');
  await phone.screen('Hola,');

  await phone.press('Mi cuenta');
  await phone.screen('Mi cuenta');
  await phone.press('Mi correo');
  await phone.screen('Tu correo');
  await phone.look('datos-correo');
  await page.getByLabel('Correo', { exact: true }).fill('rosa@example.org');
  await phone.press('Enviarme un correo');
  await page.getByRole('heading', { name: 'Prueba que es tuyo' }).waitFor();
  await phone.look('datos-correo-por-probar');
  const proof = await letter();
  await phone.press('Volver');
  await phone.screen('Tu correo');
  await page.getByLabel('Código de 6 números').fill(proof);
  await phone.press('Probar mi correo');
  await page.getByRole('heading', { name: 'Prueba que es tuyo' }).waitFor({ state: 'hidden' });
  await page.locator('#screen').getByText('r***@example.org').waitFor();
  await phone.look('datos-correo-probado');
  await phone.press('Volver');

  await phone.screen('Mi cuenta');
  await phone.press('Mis datos');
  await phone.screen('Mis datos');
  await phone.look('datos');
  await phone.press('Pedir una copia de todo');
  await phone.screen('Tu copia');
  await phone.look('datos-copia');
  const waiting = page.waitForEvent('download');
  await phone.press('Bajar en PDF');
  const file = join(pictures, 'mis-datos.pdf');
  await (await waiting).saveAs(file);
  if ((await stat(file)).size < 10_000) phone.faults.push('the copy is no document');
  await phone.press('Volver');

  await phone.screen('Mis datos');
  await phone.press('Corregir un dato');
  await phone.screen('Corregir un dato');
  await page.getByLabel('Qué dato está mal').selectOption('family-names');
  await page.getByLabel('Así es lo correcto').fill('Quispe Mamaní');
  await page.getByLabel('Cómo lo pruebas').fill('Mi DNI dice otra cosa.');
  await phone.look('datos-corregir');
  await phone.press('Enviar');
  await phone.screen('Mis datos');
  await page.locator('#screen').getByText('Corregir un dato: Apellidos').waitFor();
  await phone.look('datos-pedido');

  await phone.press('Borrar mis datos');
  await phone.screen('Borrar mis datos');
  await phone.look('datos-borrar');
  await phone.press('Volver');
  await phone.press('Quién vio mis datos');
  await phone.screen('Quién vio mis datos');
  await phone.look('datos-quien');

  if (phone.faults.length) throw new Error(phone.faults.join('\n'));

  /** The six digits of the newest letter; the post office needs a moment. */
  async function letter() {
    await phone.press('Ver mi buzón');
    await phone.screen('Correo');
    for (let look = 0; look < 40 && !(await page.locator('.texts li').count()); look++) {
      await page.waitForTimeout(500);
      await phone.press('Mirar otra vez');
      await phone.screen('Correo');
    }
    await phone.look('datos-buzon');
    return /\b\d{6}\b/.exec(await page.locator('.texts li .sms').first().textContent())[0];
  }
}

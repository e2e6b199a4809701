// A teacher retires on a phone of 360 px while officers work at the desk.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export default async function play(phone, { address, pictures }) {
  const { page } = phone;
  const Wait = { timeout: 90_000 };

  const type = (code) => page.getByLabel('Código de 6 números').fill(code);
  const said = (text) => page.locator('#desk .said', { hasText: text }).waitFor(Wait);
  const pdf = (name) => ({ name: `${name}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.7\n% ${name}\n%%EOF\n`) });

  /** Looks again until the claim is there. */
  async function until(text) {
    for (const end = Date.now() + 120_000; Date.now() < end; ) {
      await phone.press('Ver si avanzó');
      await phone.screen('Retiro');
      if (await page.locator('.state-card h2', { hasText: text }).count()) return;
      await page.waitForTimeout(700);
    }
    throw new Error(`the claim did not become: ${text}; it is ${await page.locator('.state-card h2').first().textContent()}`);
  }

  async function send(paper) {
    await page.locator(`[data-paper="${paper}"] input[type=file]`).setInputFiles(pdf(paper));
    await page.locator(`#screen [data-paper="${paper}"][data-status="received"]`).waitFor(Wait);
  }

  /** A paper of the institution, once its seal is on it; then back to where it was opened. */
  async function readPaper(title, name, back) {
    await phone.screen(title);
    for (const end = Date.now() + 120_000; Date.now() < end && !(await page.locator('a.open').count()); ) {
      await phone.press('Ver si ya está');
      await page.waitForTimeout(700);
    }
    const href = await page.locator('a.open').getAttribute('href');
    const response = await phone.context.request.get(new URL(href, address).href);
    const bytes = await response.body();
    if (response.status() !== 200 || bytes.subarray(0, 5).toString() !== '%PDF-') throw new Error(`${name}: no PDF but ${response.status()}`);
    writeFileSync(join(pictures, `${name}.pdf`), bytes);
    await phone.look(name);
    await phone.press('Volver');
    await phone.screen(back);
  }

  /** Opens the first claim of a queue as this officer. */
  async function open(officer, queue) {
    await page.getByLabel('Quién trabaja').selectOption({ label: officer });
    await page.getByLabel('Qué lista').selectOption({ label: queue });
    for (const end = Date.now() + 120_000; Date.now() < end; ) {
      await phone.press('Ver la lista');
      await page.locator('.office > .queue, .office > .said-here').first().waitFor(Wait);
      if (await page.locator('.office > .queue button').count()) break;
      await page.waitForTimeout(700);
    }
    await page.locator('.office > .queue button').first().click();
    await page.locator('.claim-view').waitFor(Wait);
  }

  /** A claim whose answer takes its time must not cover the list that was asked for after it. */
  async function laterPressWins() {
    await phone.press('Ver la lista');
    await page.locator('.office > .queue button').first().waitFor(Wait);
    await page.route('**/backoffice/claims/*', async (route) => (await page.waitForTimeout(1_500), route.continue()), { times: 1 });
    const slow = page.waitForResponse('**/backoffice/claims/*');
    await page.locator('.office > .queue button').first().click();
    await phone.press('Ver la lista');
    await slow;
    await page.waitForTimeout(500);
    if (await page.locator('.claim-view').count()) phone.faults.push('a late answer covers the list');
  }

  /** Presses a button of the claim at the desk and waits until the desk shows the claim as it is afterwards. */
  async function act(label, shows) {
    await phone.press(label, page.locator('.claim-view'));
    await page.locator('.claim-view', { hasText: shows }).waitFor(Wait);
  }

  await phone.place('Mesa');
  await phone.press('Cargar el padrón de muestra');
  await said('Padrón cargado');
  await phone.take('retires');
  await phone.press('Cuenta activada');
  await said('Cuenta activada: listo');
  await phone.press('Seis meses de aportes');
  await said('seis archivos');
  await phone.place('Teléfono');
  for (const end = Date.now() + 120_000; Date.now() < end && !(await page.getByText('en 6 aportes').count()); ) {
    await phone.press('Inicio');
    await phone.screen('Hola,');
    await page.waitForTimeout(700);
  }

  await phone.press('Ver mis movimientos');
  await phone.screen('Lo que tengo ahorrado');
  await phone.press('Mi estado de cuenta en PDF');
  await readPaper('Estado de cuenta', 'estado-de-cuenta', 'Lo que tengo ahorrado');
  await phone.press('Volver');
  await phone.screen('Hola,');

  await phone.press('Mis beneficios');
  await phone.screen('Mis beneficios');
  await phone.look('sin-pedidos');
  await phone.press('Pedir un beneficio');
  await phone.screen('Pedir un beneficio');
  await page.getByLabel('Tu último día de trabajo').fill('2026-10-31');
  await page.getByLabel('Tu cuenta (CCI)').fill('0021 9100 1234 9999 9951');
  await phone.look('pedido');
  await phone.press('Seguir');
  await page.locator('.problem', { hasText: 'Esa cuenta no existe' }).waitFor(Wait);
  await phone.look('cci-mal-escrito');
  await page.getByLabel('Tu cuenta (CCI)').fill('0021 9100 1234 9999 9950');
  await phone.press('Seguir');
  await page.locator('.problem', { hasText: 'resolución' }).waitFor(Wait);
  await phone.look('falta-resolucion');
  await page.getByLabel('Día de tu resolución de cese').fill('2026-10-15');
  const bound = await phone.bringing(() => phone.press('Seguir'));
  await phone.screen('Confirma tu pedido');
  await phone.dismiss();
  await phone.look('confirma-pedido');
  await type(bound);
  await phone.press('Enviar mi pedido');
  await phone.screen('Retiro');
  await phone.look('registrado');

  await send('dni');
  await send('cessation-resolution');
  const told = await phone.bringingText(() => phone.press('Entregar para revisión'), 'falta que subas');
  await phone.dismiss();
  if (!told.includes('ultima boleta')) throw new Error(`the text names another paper: ${told}`);
  await until('Observada');
  await phone.look('observado');
  await send('last-payslip');
  await until('En revisión de documentos');
  await phone.look('en-revision');

  await phone.place('Mesa');
  await open('Irma (mesa)', 'Documentos por revisar');
  await phone.look('mesa-documentos');
  await laterPressWins();
  await open('Irma (mesa)', 'Documentos por revisar');
  await act('Tomar el caso', /Lo tiene /);
  await page.locator('.claim-view [data-paper="dni"]').getByRole('button', { name: 'Observar' }).click();
  await page.locator('.claim-view [data-paper="dni"]', { hasText: ': observado' }).waitFor(Wait);
  await phone.place('Teléfono');
  await until('Observada');
  await page.getByText('Súbelo otra vez. No se lee bien.').waitFor(Wait);
  await phone.look('observado-por-la-mesa');
  await send('dni');
  await until('En revisión de documentos');
  await phone.place('Mesa');
  await open('Irma (mesa)', 'Documentos por revisar');
  for (const paper of ['dni', 'cessation-resolution', 'last-payslip']) {
    await page.locator(`.claim-view [data-paper="${paper}"]`).getByRole('button', { name: 'Está bien' }).click();
    await page.locator(`.claim-view [data-paper="${paper}"]`, { hasText: ': está bien' }).waitFor(Wait);
  }
  await open('Irma (mesa)', 'Por calcular');
  await act('Calcular', 'calculada');
  await phone.look('mesa-calculado');
  await phone.press('Dar por revisado', page.locator('.claim-view'));
  await page.locator('.office .problem').waitFor(Wait);
  await phone.look('mesa-no-puede');
  await open('Hugo (jefatura)', 'Por revisar el cálculo');
  await act('Dar por revisado', 'revisada');
  await act('Aprobar', /aprobada|descontados|en el banco|devuelto/);
  await phone.look('mesa-aprobado');
  await phone.place('Teléfono');
  await until('Con el pago devuelto por el banco');
  await phone.look('devuelto');

  await phone.press('Poner otra cuenta');
  await phone.screen('Poner otra cuenta');
  await page.getByLabel('Tu otra cuenta (CCI)').fill('00219100123456789053');
  await phone.look('otra-cuenta');
  const code = await phone.bringing(() => phone.press('Seguir'));
  await phone.screen('Confirma tu cuenta');
  await phone.dismiss();
  await type(code);
  await phone.press('Cambiar la cuenta');
  await phone.screen('Retiro');
  await until('Cerrada');
  await phone.look('pagado');
  await phone.press('Leer mi resolución');
  await readPaper('Resolución', 'resolucion', 'Retiro');
  await phone.press('Volver');
  await phone.screen('Mis beneficios');
  await phone.look('lista');
  await page.setViewportSize({ width: 1366, height: 900 });
  await phone.look('computadora');
}

// A teacher borrows, brings debts together, pays early and gets a certificate, at 360 px.

export default async function play(phone, { pictures }) {
  const { page } = phone;
  page.setDefaultTimeout(90_000);

  const type = (code) => page.getByLabel('Código de 6 números').fill(code);
  const said = (text) => page.locator('#desk .said', { hasText: text }).waitFor();
  const state = (text) => page.locator('.state', { hasText: text }).waitFor();
  const heading = (title) => page.locator('#screen h1', { hasText: title });
  const desk = async (tool, outcome) => {
    await phone.place('Mesa');
    await phone.press(tool);
    await said(outcome);
    await phone.place('Teléfono');
  };
  /** The bar of a slider, moved as a finger would leave it. */
  const slide = (label, value) =>
    page.getByLabel(label).evaluate((input, wanted) => {
      input.value = wanted;
      input.dispatchEvent(new Event('input'));
      input.dispatchEvent(new Event('change'));
    }, value);

  await desk('Cargar el padrón de muestra', 'Padrón cargado');
  await phone.place('Mesa');
  await phone.take('borrows');
  await phone.place('Teléfono');
  await enter();
  await enrolFace();
  await borrow();
  await pay();
  await certificate();
  await bringTogether();

  async function enter() {
    await phone.press('Activar mi cuenta');
    const code = await phone.bringing(() => phone.press('Enviarme el código'));
    await phone.dismiss();
    await type(code);
    await phone.press('Confirmar');
    await phone.screen('Hola,');
  }

  async function enrolFace() {
    await phone.press('Mi cuenta');
    await phone.press('Mi rostro');
    await page.getByLabel('Estoy de acuerdo').check();
    await phone.press('Enviar mi foto de referencia');
    const code = await phone.bringing(() => page.locator('.photo', { hasText: 'Tu rostro' }).click());
    await phone.dismiss();
    await type(code);
    await phone.press('Enviar la foto');
    await state('La están mirando');
    await desk('Los oficiales dicen: es la misma persona', 'referencia');
    await phone.press('Inicio');
  }

  /** The camera, where the policy asks for a face: before accepting, before signing, or at both. */
  async function face(picture, next) {
    const camera = page.locator('#screen[data-screen="credit-face"]');
    await Promise.race([camera.waitFor(), next.waitFor()]);
    if (!(await camera.isVisible())) return;
    await phone.look(picture);
    await page.locator('.photo', { hasText: 'Tu rostro' }).click();
    await next.waitFor();
  }

  async function borrow() {
    await desk('Elena carga una oferta', 'publicada');
    await phone.press('Mis créditos');
    await phone.screen('Créditos');
    await phone.look('creditos-con-oferta');
    await phone.press('Ver la oferta');
    await phone.screen('Tu oferta');
    await phone.look('oferta');
    await phone.press('Calcular con mi oferta');
    await phone.screen('Tu oferta, a tu medida');
    await slide('¿Cuánto necesitas?', '8000');
    await slide('¿En cuántas cuotas?', '24');
    await page.getByText('24, la tuya').waitFor();
    await phone.look('calculo');
    await page.locator('details summary').first().click();
    await phone.look('cronograma');
    const file = page.waitForEvent('download');
    await phone.press('Bajar la hoja resumen (PDF)');
    await (await file).saveAs(`${pictures}/hoja-resumen.pdf`);
    await phone.press('Tomar mi oferta');
    await phone.screen('¿A qué cuenta te pagamos?');
    await phone.look('cuenta');
    await phone.press('Empezar mi solicitud');
    await request('solicitud');
    await phone.press('Ver mi crédito');
    await phone.screen('Estado de cuenta');
    await phone.look('estado-de-cuenta');
  }

  /** From a started request to an open loan. */
  async function request(picture) {
    await phone.screen('Tu solicitud');
    await phone.look(`${picture}-por-enviar`);
    await phone.press('Enviar mi solicitud');
    await state('revisando').catch(() => {});
    if (await page.getByRole('button', { name: 'Ver cómo va', exact: true }).isVisible()) await phone.press('Ver cómo va');
    await state('Preaprobada');
    await phone.look(`${picture}-preaprobada`);
    await phone.press('Acepto la hoja resumen');
    await face(`${picture}-rostro`, page.locator('.state', { hasText: 'Falta firmar el contrato' }));
    await phone.press('Leer y firmar el contrato');
    await phone.screen('Tu contrato');
    await phone.look(`${picture}-contrato`);
    const code = await phone.bringing(() => phone.press('Enviarme el código para firmar'));
    await phone.screen('Firma con tu código');
    await phone.dismiss();
    await phone.look(`${picture}-firma`);
    await type(code);
    await phone.press('Firmar el contrato');
    await face(`${picture}-rostro-al-firmar`, heading('Contrato firmado'));
    await phone.look(`${picture}-firmada`);
    await phone.press('Ver si ya llegó');
    await state('Crédito abierto');
    await phone.look(`${picture}-abierta`);
  }

  async function pay() {
    await phone.press('Pagar');
    await phone.screen('Paga tu crédito');
    await page.getByLabel('Pagar más y que baje mi cuota').check();
    await phone.look('pagar');
    await phone.press('Ir a pagar');
    await phone.screen('Pasarela de pago');
    await phone.look('pasarela');
    await phone.press('Pagar con mi tarjeta de prueba');
    await phone.screen('Estado de cuenta');
    await page.getByText('Pagaste antes').waitFor();
    await phone.look('cuota-mas-baja');
    await phone.press('Pagar');
    await page.getByLabel('Pagar todo').check();
    await phone.press('Ir a pagar');
    await phone.press('Pagar con mi tarjeta de prueba');
    await phone.screen('Estado de cuenta');
    await page.getByText('Pagaste todo').waitFor();
    await phone.look('pagado');
  }

  async function certificate() {
    await phone.press('Pedir mi constancia de no adeudo');
    await phone.screen('Constancia de no adeudo');
    await phone.press('Pedir mi constancia');
    await page.getByText('Abrir mi constancia').waitFor();
    await phone.look('constancia');
    const opened = page.context().waitForEvent('page');
    await page.getByText('Comprobarla como lo haría otra persona').click();
    const check = await opened;
    await check.waitForLoadState();
    await check.screenshot({ path: `${pictures}/comprobacion.png` });
    await check.close();
    await phone.press('Volver');
  }

  async function bringTogether() {
    await phone.screen('Créditos');
    await phone.look('creditos-pagados');
    await phone.press('Juntar mis deudas');
    await phone.screen('Junta tus deudas');
    await phone.press('Ver qué cambia');
    await page.getByText('Antes y después').waitFor();
    await phone.look('juntar-deudas');
    await phone.press('Pedir la compra de mis deudas');
    await phone.press('Empezar mi solicitud');
    await request('compra');
  }
}

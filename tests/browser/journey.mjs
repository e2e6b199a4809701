// A teacher joins the fund on a phone of 360 px, every step pressed with a finger.

export default async function play(phone) {
  const { page } = phone;
  /** Six digits that are not these. */
  const other = (code) => code.slice(0, 5) + ((Number(code[5]) + 1) % 10);
  const type = (code) => page.getByLabel('Código de 6 números').fill(code);
  const said = (text) => page.locator('#desk .said', { hasText: text }).waitFor({ timeout: 90_000 });

  await phone.screen('Bienvenida');
  await phone.look('bienvenida');

  await phone.place('Mesa');
  await phone.press('Cargar el padrón de muestra');
  await said('Padrón cargado');
  await phone.take('joins');
  await phone.look('mesa');
  await phone.place('Teléfono');

  await phone.press('Activar mi cuenta');
  await phone.screen('Activa tu cuenta');
  await phone.look('dni');
  const code = await phone.bringing(() => phone.press('Enviarme el código'));
  await phone.screen('Escribe el código');
  await phone.look('codigo-llega');
  await phone.dismiss();
  await type(other(code));
  await phone.press('Confirmar');
  await page.locator('.problem').waitFor();
  await phone.look('codigo-equivocado');
  await type(code);
  await phone.press('Confirmar');
  await phone.screen('Hola,');
  await phone.look('inicio');

  await phone.press('Mi cuenta');
  await phone.screen('Mi cuenta');
  await phone.look('cuenta');
  await phone.press('Cerrar sesión');
  await phone.screen('Hola otra vez');
  await phone.look('otra-vez');
  await phone.press('Entrar con mi DNI');
  await phone.bringing(() => phone.press('Enviarme el código'));
  await phone.press('Escribir el código');
  await phone.press('Confirmar');
  await phone.screen('Hola,');

  await phone.press('Inscribirme');
  await phone.screen('Tu inscripción al fondo');
  await phone.look('sin-inscripcion');
  await phone.press('Empezar mi inscripción');
  await phone.screen('Tus permisos');
  await phone.look('permisos');
  await page.getByLabel('Uso de tus datos').check();
  await page.getByLabel('Descuento del aporte').check();
  await cutOff();
  await phone.screen('Tu inscripción al fondo');
  await page.locator('.state', { hasText: 'Faltan tus papeles' }).waitFor();
  await phone.look('por-firmar');
  await enrol();
  await signPapers();

  const bound = await phone.bringing(() => phone.press('Confirmar con un código'));
  await phone.screen('Confirma tu inscripción');
  await phone.dismiss();
  await phone.look('confirmar');
  await type(bound);
  await phone.press('Confirmar mi inscripción');
  await page.locator('.state', { hasText: 'En tu planilla' }).waitFor();
  await phone.look('en-planilla');

  await phone.place('Mesa');
  await phone.press('La planilla aplica el descuento');
  await said('aplicó');
  await phone.place('Teléfono');
  await phone.press('Inicio');
  await phone.screen('Hola,');
  await phone.press('Inscripción');
  await page.locator('.state', { hasText: 'está activa' }).waitFor();
  await phone.look('activa');
  await phone.press('Mensajes');
  await phone.screen('Mensajes del celular');
  await phone.look('mensajes');

  // A phone may ask for five codes in an hour; the change of number is another teacher's.
  await phone.place('Mesa');
  await phone.take('changesNumber');
  await phone.place('Teléfono');
  await phone.press('Activar mi cuenta');
  const hers = await phone.bringing(() => phone.press('Enviarme el código'));
  await type(hers);
  await phone.press('Confirmar');
  await phone.screen('Hola,');

  await phone.press('Mi cuenta');
  await phone.press('Cambiar mi celular');
  await phone.screen('Tu celular');
  await phone.look('celular');
  await page.getByLabel('Celular nuevo').fill('955 555 123');
  const old = await phone.bringing(() => phone.press('Cambiar mi celular'));
  await phone.screen('Autoriza el cambio');
  await phone.dismiss();
  await phone.look('celular-autoriza');
  await type(old);
  const fresh = await phone.bringing(() => phone.press('Autorizar'));
  await phone.screen('Prueba tu celular nuevo');
  await phone.dismiss();
  await type(fresh);
  await phone.press('Terminar el cambio');
  await phone.screen('Tu celular');
  await page.locator('dd', { hasText: '*********123' }).waitFor();
  await phone.look('celular-cambiado');

  await phone.press('Mi cuenta');
  await phone.press('Mis permisos');
  await phone.screen('Tus permisos de hoy');
  await phone.press('Dar permiso: Ofertas y novedades');
  await phone.press('Retirar: Ofertas y novedades');
  await page.getByText('Lo retiraste el').waitFor();
  await phone.look('permisos-de-hoy');

  await phone.place('Intercambios');
  await page.locator('.exchanges summary').first().click();
  await phone.look('intercambios');
  await page.setViewportSize({ width: 1366, height: 900 });
  await phone.look('computadora');

  /** The reference photo, with a code for it and an officer who looks. */
  async function enrol() {
    await phone.press('Mi cuenta');
    await phone.press('Mi rostro');
    await phone.screen('Tu rostro');
    await page.getByLabel('Estoy de acuerdo').check();
    await phone.press('Enviar mi foto de referencia');
    await phone.screen('Tu foto de referencia');
    const code = await phone.bringing(() => phone.press('Tu rostro'));
    await phone.screen('Confirma tu foto');
    await phone.dismiss();
    await type(code);
    await phone.press('Enviar la foto');
    await phone.screen('Resultado');
    await phone.place('Mesa');
    await phone.press('Los oficiales dicen: es la misma persona');
    await said('Foto de referencia: match');
    await phone.place('Teléfono');
  }

  /** CADAP and beneficiary letter, each read, then signed with a face and a code of its own. */
  async function signPapers() {
    await phone.press('Inscripción');
    await phone.press('Preparar mis papeles');
    await phone.press('Leer y firmar mi carta de descuento');
    await phone.screen('Carta de Autorización de Descuento');
    await phone.look('papel');
    await phone.press('Firmar');
    await phone.screen('Muestra tu rostro');
    await phone.look('papel-rostro');
    await page.getByLabel('Estoy de acuerdo').check();
    await phone.press('Otra persona');
    await page.locator('.problem').waitFor();
    await signWith('papel-codigo');

    await phone.press('Nombrar a mis beneficiarios');
    await phone.screen('Tus beneficiarios');
    await page.getByLabel('Nombres y apellidos').fill('Inti Quispe Mamani');
    await page.getByLabel('Qué es de ti').selectOption('child');
    await page.getByLabel('Tipo de documento').selectOption('passport');
    await page.getByLabel('Número de documento').fill('PE123456');
    await page.getByLabel('Fecha de nacimiento').fill('1999-01-02');
    await phone.look('beneficiarios');
    await phone.press('Preparar mi carta');
    await phone.screen('Carta de Beneficiarios');
    await phone.press('Firmar');
    await phone.screen('Muestra tu rostro');
    await page.getByLabel('Estoy de acuerdo').check();
    await signWith('papel-codigo-carta');
    await page.getByRole('heading', { name: 'Confirma tu inscripción' }).waitFor();
    await phone.look('papeles-firmados');
  }

  /** Her own face, then the code that it brings. */
  async function signWith(picture) {
    const code = await phone.bringing(() => phone.press('Tu rostro'));
    await phone.screen('Firma con tu código');
    await phone.dismiss();
    await phone.look(picture);
    await type(code);
    await phone.press('Firmar');
    await phone.screen('Tu inscripción al fondo');
  }

  /** The valley has no coverage just when the request is sent, and then the battery is empty: it goes out at the next start, once. */
  async function cutOff() {
    const lost = (route) => (route.request().method() === 'POST' ? route.abort() : route.continue());
    await page.route('**/membership/affiliations', lost);
    await phone.press('Aceptar y continuar');
    await page.getByText('Guardamos tu pedido').waitFor();
    await phone.look('sin-senal');
    await page.reload();
    await page.waitForSelector('body[data-ready]');
    await page.unroute('**/membership/affiliations', lost);
    await page.locator('#screen h2', { hasText: 'Firma tus papeles' }).waitFor();
    await phone.press('Inscripción');
  }
}

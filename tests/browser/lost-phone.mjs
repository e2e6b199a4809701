// Somebody lost the phone: a code that a call says, then the way back by the face.

export default async function play(phone) {
  const { page } = phone;
  const type = (code) => page.getByLabel('Código de 6 números').fill(code);
  const said = (text) => page.locator('#desk .said', { hasText: text }).waitFor({ timeout: 90_000 });

  await phone.screen('Bienvenida');
  await phone.place('Mesa');
  await phone.press('Cargar el padrón de muestra');
  await said('Padrón cargado');
  await phone.take('losesPhone');
  await phone.press('El próximo SMS no llega');
  await said('no llega');
  await phone.place('Teléfono');

  await phone.press('Activar mi cuenta');
  await phone.screen('Activa tu cuenta');
  await phone.press('Enviarme el código');
  await page.locator('#banner strong', { hasText: 'Llamada de' }).waitFor();
  await phone.look('llamada');
  await phone.press('Escribir el código');
  await phone.press('Confirmar');
  await phone.screen('Hola,');

  await phone.press('Mi cuenta');
  await phone.press('Mi rostro');
  await phone.screen('Tu rostro');
  await page.getByLabel('Estoy de acuerdo').check();
  await phone.press('Enviar mi foto de referencia');
  await phone.screen('Tu foto de referencia');
  const bound = await phone.bringing(() => phone.press('Tu rostro'));
  await phone.screen('Confirma tu foto');
  await phone.dismiss();
  await type(bound);
  await phone.press('Enviar la foto');
  await phone.screen('Resultado');
  await phone.place('Mesa');
  await phone.press('Los oficiales dicen: es la misma persona');
  await said('Foto de referencia: match');
  await phone.place('Teléfono');
  await phone.press('Mi cuenta');
  await phone.press('Cerrar sesión');

  await phone.press('Perdí mi celular');
  await phone.screen('Perdí mi celular');
  await phone.look('perdi-mi-celular');
  await page.getByLabel('Celular nuevo').fill('955 555 321');
  const fresh = await phone.bringing(() => phone.press('Enviarme el código'));
  await phone.screen('Prueba tu número nuevo');
  await phone.dismiss();
  await phone.look('numero-nuevo');
  await type(fresh);
  await phone.press('Confirmar');
  await phone.screen('Muestra tu rostro');
  await page.getByLabel('Estoy de acuerdo').check();
  await phone.look('muestra-tu-rostro');
  await phone.press('Abrir la cámara');
  await phone.screen('Mira a la cámara');
  await phone.press('Otra persona');
  await phone.screen('No pudimos ver que eres tú');
  await page.locator('#screen').getByText('oficina con tu DNI o llama').waitFor();
  await phone.look('no-eres-tu');
  await phone.press('Volver a intentar');
  await phone.screen('Muestra tu rostro');
  await page.getByLabel('Estoy de acuerdo').check();
  await phone.press('Abrir la cámara');
  await phone.press('Tu rostro');
  await phone.screen('Volviste a tu cuenta');
  await phone.look('de-vuelta');

  await phone.press('Entrar con mi DNI');
  await phone.screen('Entra a tu cuenta');
  await phone.bringing(() => phone.press('Enviarme el código'));
  await phone.press('Escribir el código');
  await phone.press('Confirmar');
  await phone.screen('Hola,');
  await phone.press('Mi cuenta');
  await phone.screen('Mi cuenta');
  await phone.look('solo-el-celular-nuevo');
  const devices = await page.locator('.cards li').count();
  if (devices !== 1) phone.faults.push(`${devices} phones may enter`);

  await phone.press('Otras formas de entrar');
  await phone.screen('Otras formas de entrar');
  await phone.press('Sumar Clave Perú');
  await page.getByRole('button', { name: 'Quitar Clave Perú' }).waitFor();
  await phone.press('Sumar Docente ID');
  await page.getByRole('button', { name: 'Quitar Docente ID' }).waitFor();
  await phone.look('otras-formas-de-entrar');
  await phone.press('Mi cuenta');
  await phone.press('Cerrar sesión');
  await phone.press('Entrar con otra clave');
  await phone.screen('Entra con otra clave');
  await phone.look('otra-clave');
  await phone.press('Entrar con Docente ID');
  await phone.screen('Hola,');
  await phone.press('Mi cuenta');
  await phone.press('Otras formas de entrar');
  await phone.press('Quitar Docente ID');
  await page.getByRole('button', { name: 'Sumar Docente ID' }).waitFor();
}

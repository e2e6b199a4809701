// Messages, devices, sign-out.
import { button, h } from '../core/elements.js';
import { messages } from '../api/sms.js';
import { atTime, facts, onDate, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

screen('texts', ({ member }) => ({
  title: 'Mensajes del celular',
  tab: member.isSignedIn ? 'texts' : null,
  content: [
    messages.length === 0 && paragraph('Todavía no llegó ninguno.'),
    h(
      'ul',
      { class: 'texts' },
      messages.map((text) =>
        h('li', {}, h('p', { class: 'when' }, `${text.from} · ${atTime(text.receivedAt)}`), h('p', { class: 'sms' }, text.message)),
      ),
    ),
    !member.isSignedIn && button('Volver', trying(() => show('welcome')), { class: 'plain' }),
  ],
}));

screen('account', async ({ member }) => {
  const { json: devices } = await member.ask('GET', '/api/v1/identity/devices');
  return {
    title: 'Mi cuenta',
    tab: 'account',
    content: [
      h('h2', {}, 'Celulares que pueden entrar'),
      h('ul', { class: 'cards' }, devices.map((device) => card(member, device))),
      button('Cambiar mi celular', trying(() => show('contacts')), { class: 'second' }),
      button('Mi correo', trying(() => show('email')), { class: 'second' }),
      button('Mis datos', trying(() => show('my-data')), { class: 'second' }),
      button('Mi rostro', trying(() => show('face')), { class: 'second' }),
      button('Mis papeles', trying(() => show('papers')), { class: 'second' }),
      button('Otras formas de entrar', trying(() => show('links')), { class: 'second' }),
      button('Mis permisos', trying(() => show('permissions')), { class: 'second' }),
      button('Cerrar sesión', trying(() => member.signOut().then(() => show('welcome'))), { class: 'second' }),
    ],
  };
});

function card(member, device) {
  const revoke = async () => {
    await member.ask('DELETE', `/api/v1/identity/devices/${encodeURIComponent(device.thumbprint)}`);
    if (device.current) await member.forget();
    await show(device.current ? 'welcome' : 'account');
  };
  return h(
    'li',
    { class: 'card' },
    facts([
      ['Nombre', device.current ? `${device.name} (este)` : device.name],
      ['Registrado', onDate(device.registeredAt)],
    ]),
    button('Quitar este celular', trying(revoke), { class: 'plain', 'aria-label': `Quitar este celular: ${device.name}` }),
  );
}

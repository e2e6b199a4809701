// An address for notices: named, proved by the code of a letter, taken out again. No code that authorises anything goes there.
import { announce, button, h } from '../core/elements.js';
import { contacts } from '../api/contacts.js';
import * as api from '../api/mail.js';
import { codeField } from './enter.js';
import { atTime, facts, field, form, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

screen('email', async ({ member }) => {
  const known = await contacts(member);
  const waiting = known.emailChange;
  return {
    title: 'Tu correo',
    tab: 'account',
    content: [
      facts([['Te avisamos al correo', known.email ?? 'todavía a ninguno']]),
      paragraph('Por correo van solo avisos. Los códigos llegan siempre a tu celular.'),
      waiting && proof(member, waiting),
      wish(member, known),
      button('Ver mi buzón', trying(() => show('mailbox')), { class: 'second' }),
      known.email && button('Quitar mi correo', trying(() => takeOut(member, known)), { class: 'second' }),
      button('Volver', trying(() => show('account')), { class: 'plain' }),
    ],
  };
});

function wish(member, known) {
  const { element, input } = field(known.email ? 'Otro correo' : 'Correo', { id: 'email', type: 'email', inputmode: 'email', maxlength: '254' });
  const key = crypto.randomUUID();
  const propose = async () => {
    await api.propose(member, input.value, known.etag, key);
    await member.remember('mailbox', input.value.trim());
    announce('Te enviamos un correo');
    await show('email');
  };
  return form('Enviarme un correo', trying(propose), element);
}

function proof(member, waiting) {
  const { element, input } = codeField();
  const confirm = async () => {
    await api.confirm(member, input.value.trim(), crypto.randomUUID());
    announce('Tu correo está probado');
    await show('email');
  };
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'prove' },
    h('h2', { id: 'prove' }, 'Prueba que es tuyo'),
    paragraph(`Enviamos seis números a ${waiting.email}. Valen hasta las ${atTime(waiting.expiresAt)}.`),
    form('Probar mi correo', trying(confirm), element),
  );
}

async function takeOut(member, known) {
  await api.remove(member, known.etag);
  announce('Quitamos tu correo');
  await show('email');
}

screen('mailbox', async ({ member }) => {
  const found = await api.letters(await member.recall('mailbox'));
  return {
    title: 'Correo',
    tab: 'account',
    content: [
      found.length === 0 && paragraph('Todavía no llegó ninguno. Espera unos segundos y mira otra vez.'),
      h('ul', { class: 'texts' }, found.map(letter)),
      button('Mirar otra vez', trying(() => show('mailbox')), { class: 'second' }),
      button('Volver', trying(() => show('email')), { class: 'plain' }),
    ],
  };
});

const letter = ({ from, subject, text, receivedAt }) =>
  h('li', {}, h('p', { class: 'when' }, `${from} · ${atTime(receivedAt)}`), h('p', {}, h('strong', {}, subject)), h('p', { class: 'sms' }, text));

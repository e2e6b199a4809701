// "Perdí mi celular": a new phone and a new number, proved by a code and by the member's face.
import { announce, button, h } from '../core/elements.js';
import * as face from '../api/face.js';
import * as recovery from '../api/recovery.js';
import { alsoHear, insertSim } from '../api/sms.js';
import { codeField } from './enter.js';
import { photos } from './face.js';
import { facts, field, form, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

screen('lost', ({ member }) => {
  const dni = field('Número de DNI', { id: 'dni', inputmode: 'numeric', maxlength: '9', value: member.person.dni, hint: 'Los 8 números de tu documento.' });
  const phone = field('Celular nuevo', { id: 'new-phone', inputmode: 'tel', maxlength: '15', hint: 'El número que usarás desde hoy. Ahí llega un código.' });
  const key = crypto.randomUUID();
  const start = async () => {
    const number = full(phone.input.value);
    await member.takeNewPhone();
    await alsoHear(number);
    const lost = await recovery.start(member, dni.input.value.trim(), number, `${key}-${number}`);
    await show('lost-code', { lost, number });
  };
  return {
    title: 'Perdí mi celular',
    content: [
      paragraph('Con tu rostro y un número nuevo vuelves a tu cuenta. Tu celular perdido deja de entrar y avisamos a tu número de antes.'),
      paragraph('¿No enviaste antes tu foto, o este celular no tiene cámara? Ve a una oficina con tu DNI o llama a la mesa de ayuda y te damos una cita.', { class: 'hint' }),
      form('Enviarme el código', trying(start), dni.element, phone.element),
      button('Volver', trying(() => show('welcome')), { class: 'plain' }),
    ],
  };
});

screen('lost-code', ({ member }, { lost, number }) => {
  const { element, input } = codeField();
  const key = crypto.randomUUID();
  const confirm = async () => {
    const code = input.value.trim();
    const proved = await recovery.confirm(member, lost.recoveryId, code, `${key}-${code}`);
    await show('lost-face', { lost: proved, number });
  };
  return {
    title: 'Prueba tu número nuevo',
    content: [paragraph(lost.next), form('Confirmar', trying(confirm), element), button('Volver', trying(() => show('lost')), { class: 'plain' })],
  };
});

screen('lost-face', async ({ member }, { lost, number }) => {
  const text = await face.consent();
  const box = h('input', { type: 'checkbox', id: 'consent-face' });
  const key = crypto.randomUUID();
  const open = async () => {
    if (!box.checked) throw Object.assign(new Error(), { problem: { title: 'Falta tu permiso', detail: 'Marca la casilla si estás de acuerdo. Si no, ve a una oficina con tu DNI.' } });
    await show('lost-camera', { lost, number, session: await recovery.openCamera(member, lost.recoveryId, text, key) });
  };
  return {
    title: 'Muestra tu rostro',
    content: [
      paragraph(lost.next),
      h('div', { class: 'card' }, h('h2', {}, text.title), paragraph(text.text), h('div', { class: 'check' }, box, h('label', { for: 'consent-face' }, 'Estoy de acuerdo'))),
      button('Abrir la cámara', trying(open), { class: 'main' }),
      button('Volver', trying(() => show('welcome')), { class: 'plain' }),
    ],
  };
});

screen('lost-camera', ({ member }, { lost, number, session }) => ({
  title: 'Mira a la cámara',
  content: [
    paragraph('Este teléfono de prueba no tiene cámara. Elige qué se pone delante.'),
    photos(member, async (kind) => {
      const outcome = await recovery.tryCamera(member, lost.recoveryId, session, kind, crypto.randomUUID());
      if (outcome.outcome === 'match') {
        await member.remember('phone', number);
        await insertSim(number);
      }
      await show('lost-result', { lost, number, outcome });
    }),
    facts([['Intentos que quedan', String(session.triesLeft)]]),
  ],
}));

screen('lost-result', (_, { lost, number, outcome }) => {
  const isBack = outcome.outcome === 'match';
  const title = isBack ? 'Volviste a tu cuenta' : 'No pudimos ver que eres tú';
  announce(title);
  return {
    title,
    content: [
      paragraph(outcome.next, { class: 'lead' }),
      !isBack && facts([['Intentos que quedan', String(outcome.triesLeft)]]),
      isBack
        ? button('Entrar con mi DNI', trying(() => show('dni', { kind: 'sessions' })), { class: 'main' })
        : button('Volver a intentar', trying(() => show('lost-face', { lost: { ...lost, next: outcome.next }, number })), { class: 'main' }),
      !isBack && button('Ir al inicio', trying(() => show('welcome')), { class: 'plain' }),
    ],
  };
});

const full = (text) => {
  const digits = text.replaceAll(/[^\d]/g, '');
  return `+${digits.length === 9 ? `51${digits}` : digits}`;
};

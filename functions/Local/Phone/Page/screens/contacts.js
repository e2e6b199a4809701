// A new phone number: the old one agrees, the new one is proved. And the permissions, each with its own switch.
import { announce, button, h } from '../core/elements.js';
import * as api from '../api/contacts.js';
import { consentTexts } from '../api/membership.js';
import { alsoHear, insertSim } from '../api/sms.js';
import { codeField } from './enter.js';
import { atTime, facts, field, form, onDate, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

screen('contacts', async ({ member }) => {
  const known = await api.contacts(member);
  const { element, input } = field('Celular nuevo', { id: 'new-phone', hint: 'Nueve números que empiezan con 9.', inputmode: 'tel', maxlength: '12' });
  const key = crypto.randomUUID();
  const propose = async () => {
    const asked = await api.propose(member, input.value, known.etag, key);
    await alsoHear(full(input.value));
    await member.remember('proposed', full(input.value));
    await askStep(member, asked.change);
  };
  return {
    title: 'Tu celular',
    tab: 'account',
    content: [
      facts([['Te escribimos al', known.phone ?? 'todavía a ninguno'], ['Desde', onDate(known.phoneChangedAt)]]),
      known.change && paragraph(`Hay un cambio en marcha al ${known.change.phone}, hasta ${atTime(known.change.expiresAt)}.`),
      known.change && button('Seguir con el cambio', trying(() => askStep(member, known.change)), { class: 'main' }),
      paragraph('Primero te llega un código a tu celular de siempre y después otro al nuevo.'),
      form(known.change ? 'Cambiar a otro número' : 'Cambiar mi celular', trying(propose), element),
      paragraph('¿Ya no tienes tu celular de siempre? Ve a una oficina con tu DNI: dos personas de la oficina te ayudan.', { class: 'hint' }),
      button('Volver', trying(() => show('account')), { class: 'plain' }),
    ],
  };
});

async function askStep(member, change) {
  const asked = await api.askForCode(member, change, crypto.randomUUID());
  await show('contact-code', { ...asked, change });
}

screen('contact-code', ({ member }, { challengeId, change }) => {
  const { element, input } = codeField();
  const last = change.next === 'confirm';
  let guess = { code: '', key: '' };
  const take = async () => {
    const code = input.value.trim();
    if (guess.code !== code) guess = { code, key: crypto.randomUUID() };
    const after = await api.take(member, change.next, challengeId, code, guess.key).catch((failure) => {
      guess = { code: '', key: '' };
      throw failure;
    });
    if (!last) return askStep(member, after.change);
    await moveIn(member);
    announce('Tu celular cambió');
    return show('contacts');
  };
  return {
    title: last ? 'Prueba tu celular nuevo' : 'Autoriza el cambio',
    tab: 'account',
    content: [
      paragraph(
        last
          ? `Te enviamos un código al celular nuevo, ${change.phone}. Escríbelo para terminar.`
          : `Te enviamos un código a tu celular de siempre. Escríbelo solo si quieres cambiar al ${change.phone}.`,
      ),
      form(last ? 'Terminar el cambio' : 'Autorizar', trying(take), element),
      button('Volver', trying(() => show('contacts')), { class: 'plain' }),
    ],
  };
});

/** The chip of the new number takes the place of the old one in this phone. */
async function moveIn(member) {
  const phone = await member.recall('proposed');
  await member.remember('phone', phone);
  await insertSim(phone);
}

const full = (typed) => `+51${typed.replaceAll(/\D/g, '').slice(-9)}`;

screen('permissions', async ({ member }) => {
  const [mine, texts] = await Promise.all([api.consents(member), consentTexts()]);
  return {
    title: 'Tus permisos de hoy',
    tab: 'account',
    content: [
      paragraph('Retirar un permiso es tan fácil como darlo. No tienes que decir por qué.'),
      h('ul', { class: 'cards' }, mine.map((consent) => permission(member, consent, texts.find((text) => text.purpose === consent.purpose)))),
      button('Volver', trying(() => show('account')), { class: 'plain' }),
    ],
  };
});

function permission(member, consent, text) {
  const change = (work, said) =>
    trying(async () => {
      await work();
      announce(said);
      await show('permissions');
    });
  return h(
    'li',
    { class: 'card' },
    h('h2', {}, consent.title),
    text && paragraph(text.text),
    paragraph(standing(consent), { class: 'hint' }),
    consent.given
      ? button('Retirar', change(() => api.withdraw(member, consent.purpose), 'Permiso retirado'), { class: 'second', 'aria-label': `Retirar: ${consent.title}` })
      : text && button('Dar permiso', change(() => api.give(member, text), 'Permiso dado'), { class: 'second', 'aria-label': `Dar permiso: ${consent.title}` }),
  );
}

function standing({ given, at, withdrawnAt }) {
  if (given) return `Lo diste el ${onDate(at)}.`;
  return withdrawnAt ? `Lo retiraste el ${onDate(withdrawnAt)}.` : 'No lo diste.';
}

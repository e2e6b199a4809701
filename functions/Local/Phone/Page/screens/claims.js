// Benefits of the member: the list, a new claim, and the code that confirms it.
import { announce, button, h } from '../core/elements.js';
import * as api from '../api/claims.js';
import { codeField } from './enter.js';
import { facts, field, form, onDay, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

export const Kinds = { Retirement: 'Retiro', Invalidity: 'Invalidez', Refund: 'Devolución de un descuento', Death: 'Fallecimiento' };

/** How a status looks; the words are the server's. */
export const toneOf = (status) =>
  ({ observed: 'warn', returned: 'warn', ineligible: 'warn', abandoned: 'warn', registered: 'todo', paid: 'good', closed: 'good' })[status] ?? 'calm';

screen('claims', async ({ member }) => {
  const mine = await api.claims(member);
  return {
    title: 'Mis beneficios',
    tab: 'home',
    content: [
      mine.length === 0 && paragraph('Todavía no pediste ninguno. Si ya cesaste, aquí pides lo que ahorraste.'),
      h('ul', { class: 'cards' }, mine.map(card)),
      button('Pedir un beneficio', trying(() => show('claim-new')), { class: mine.some((one) => one.actions.length > 0) ? 'second' : 'main' }),
      button('Volver', trying(() => show('home')), { class: 'plain' }),
    ],
  };
});

const card = ({ id, kind, status, statusText, dueOn }) =>
  h(
    'li',
    { class: `card state-card ${toneOf(status)}` },
    h('h2', {}, Kinds[kind]),
    paragraph(capital(statusText)),
    dueOn && paragraph(`Hasta el ${onDay(dueOn)}`, { class: 'hint' }),
    button('Ver los pasos', trying(() => show('claim', { id })), { class: 'second', 'aria-label': `Ver los pasos: ${Kinds[kind]}` }),
  );

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

screen('claim-new', ({ member }, { kind = 'Retirement' }) => {
  const kinds = h(
    'select',
    { id: 'kind' },
    ['Retirement', 'Invalidity', 'Refund'].map((one) => h('option', { value: one, selected: one === kind }, Kinds[one])),
  );
  kinds.addEventListener('change', trying(() => show('claim-new', { kind: kinds.value })));
  const day = field(Days[kind], { id: 'event-on', type: 'date' });
  const resolution = kind === 'Retirement' && field('Día de tu resolución de cese', { id: 'resolution-on', type: 'date', hint: 'Hace falta si cesaste antes de los 65 años.' });
  const undue = kind === 'Refund' && field('Soles que te descontaron de más', { id: 'undue', inputmode: 'decimal', hint: 'Por ejemplo, 27.50' });
  const account = field('Tu cuenta (CCI)', { id: 'cci', inputmode: 'numeric', maxlength: '24', hint: 'Los 20 números que te da tu banco. La cuenta va a tu nombre.' });
  const ask = async () => {
    const wish = {
      kind,
      eventOn: day.input.value,
      resolutionOn: (resolution && resolution.input.value) || undefined,
      cci: account.input.value.replaceAll(/\D/g, ''),
      undueCentimos: undue ? Math.round(Number(undue.input.value.replace(',', '.')) * 100) : undefined,
    };
    if (!wish.eventOn) throw missing('Falta el día', `Pon ${Days[kind].toLowerCase()}.`);
    await api.check(member, wish);
    await show('claim-code', { wish, ...(await api.askForCode(member, wish, crypto.randomUUID())) });
  };
  return {
    title: 'Pedir un beneficio',
    tab: 'home',
    content: [
      paragraph('Te enviamos un código que vale solo para este pedido y esta cuenta.'),
      form('Seguir', trying(ask), h('div', { class: 'field' }, h('label', { for: 'kind' }, 'Qué pides'), kinds), day.element, resolution && resolution.element, undue && undue.element, account.element),
      button('Volver', trying(() => show('claims')), { class: 'plain' }),
    ],
  };
});

const Days = { Retirement: 'Tu último día de trabajo', Invalidity: 'Día en que empezó la invalidez', Refund: 'Día del descuento' };

screen('claim-code', ({ member }, { wish, challengeId }) =>
  coded('Confirma tu pedido', 'Enviar mi pedido', 'claim-new', [['Pides', Kinds[wish.kind]], ['Día', onDay(wish.eventOn)], ['Se paga en', grouped(wish.cci)]], async (code, key) => {
    const { id } = await api.register(member, wish, challengeId, code, key);
    announce('Registramos tu pedido');
    await show('claim', { id });
  }),
);

/** A code for one act, with what it is for; a wrong code gets a key of its own. */
export function coded(title, label, back, about, take, given = {}) {
  const { element, input } = codeField();
  let guess = { code: '', key: '' };
  const send = async () => {
    const code = input.value.trim();
    if (guess.code !== code) guess = { code, key: crypto.randomUUID() };
    try {
      await take(code, guess.key);
    } catch (failure) {
      guess = { code: '', key: '' };
      throw failure;
    }
  };
  return {
    title,
    tab: 'home',
    content: [facts(about), form(label, trying(send), element), button('Volver', trying(() => show(back, given)), { class: 'plain' })],
  };
}

/** An account number as people read it aloud. */
export const grouped = (cci) => cci.replaceAll(/(.{4})(?=.)/g, '$1 ');

const missing = (title, detail) => Object.assign(new Error(detail), { problem: { title, detail }, code: '' });

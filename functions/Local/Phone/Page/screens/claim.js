// One claim: where it is, what the member must do, its papers, its money, its steps.
import { announce, button, h } from '../core/elements.js';
import * as api from '../api/claims.js';
import { soles } from './savings.js';
import { facts, field, form, onDay, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';
import { capital, coded, grouped, Kinds, toneOf } from './claims.js';

const Papers = { missing: 'Falta', received: 'Recibido, por revisar', accepted: 'Está bien', observed: 'Súbelo otra vez' };

screen('claim', async ({ member }, { id }) => {
  const [claim, timeline] = await Promise.all([api.claim(member, id), api.timeline(member, id)]);
  return {
    title: Kinds[claim.kind],
    tab: 'home',
    content: [
      h(
        'section',
        { class: `card state-card ${toneOf(claim.status)}`, 'aria-labelledby': 'now' },
        h('h2', { id: 'now' }, capital(timeline.statusText)),
        timeline.youMust && h('p', {}, h('strong', {}, 'Tú: '), timeline.youMust),
        facts([
          ['Qué sigue', timeline.next],
          ['Quién lo tiene', timeline.unit],
          [claim.status === 'observed' ? 'Súbelo hasta el' : 'Plazo', onDay(timeline.dueOn)],
          ['Motivo', claim.reasonText],
        ]),
        claim.actions.includes('correct-account') && button('Poner otra cuenta', trying(() => show('claim-account', { id })), { class: 'main' }),
        claim.actions.includes('submit') && button('Entregar para revisión', moving(member, id, 'submit', 'Entregaste tu pedido'), { class: 'main' }),
        claim.actions.includes('appeal') && button('Pedir otra revisión', moving(member, id, 'appeal', 'Pediste otra revisión'), { class: 'second' }),
      ),
      h('h2', {}, 'Documentos'),
      h('ul', { class: 'cards' }, claim.documents.map((paper) => document(member, claim, paper))),
      claim.figures && money(claim),
      claim.resolution && resolution(claim),
      h('h2', { id: 'steps' }, 'Pasos'),
      h('ol', { class: 'timeline', 'aria-labelledby': 'steps' }, timeline.entries.toReversed().map(entry)),
      button('Ver si avanzó', trying(() => show('claim', { id })), { class: 'second' }),
      claim.actions.includes('cancel') && button('Anular este pedido', moving(member, id, 'cancel', 'Anulaste el pedido'), { class: 'plain' }),
      button('Volver', trying(() => show('claims')), { class: 'plain' }),
    ],
  };
});

/** One key for one press, however often the signal fails. */
function moving(member, id, step, said) {
  const key = crypto.randomUUID();
  return trying(async () => {
    await api.move(member, id, step, key);
    announce(said);
    await show('claim', { id });
  });
}

function document(member, claim, { code, name, required, status, reasonText }) {
  const input = h('input', { type: 'file', id: `file-${code}`, accept: 'application/pdf,image/jpeg,image/png' });
  const send = async () => {
    await api.upload(member, claim.id, code, input.files[0], crypto.randomUUID());
    announce(`Recibimos: ${name}`);
    await show('claim', { id: claim.id });
  };
  input.addEventListener('change', trying(send));
  return h(
    'li',
    { class: 'card paper', 'data-paper': code, 'data-status': status },
    h('h3', {}, name, !required && h('span', { class: 'must' }, ' (si lo tienes)')),
    paragraph(`${Papers[status]}${reasonText ? `. ${reasonText}` : ''}`, { class: `paper-state ${status}` }),
    claim.actions.includes('upload') && status !== 'accepted' && h('div', { class: 'file' }, h('label', { for: input.id }, `Subir foto o PDF${status === 'missing' ? '' : ' otra vez'}`, h('span', { class: 'unseen' }, `: ${name}`)), input),
  );
}

const money = ({ figures, payments }) =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'money' },
    h('h2', { id: 'money' }, 'Tu pago'),
    facts([
      ['De tu cuenta', soles(figures.accountCentimos)],
      ['Lo que completa el fondo', figures.complementCentimos > 0 && soles(figures.complementCentimos)],
      ['Menos tus créditos', figures.setOffCentimos > 0 && soles(figures.setOffCentimos)],
      ['Menos lo que retiene un juzgado', figures.withheldCentimos > 0 && soles(figures.withheldCentimos)],
      ['Recibes', soles(figures.netCentimos)],
      ...payments.map(({ status, bankReference, reasonText }) => ['En el banco', bankReference ? `${Paying[status]}, número ${bankReference}` : (reasonText ?? Paying[status])]),
    ]),
  );

/** The decision on the institution's paper, once it is issued. */
const resolution = ({ id, resolution: { number, documentId, verifyCode } }) =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'resolution' },
    h('h2', { id: 'resolution' }, 'Tu resolución'),
    facts([['Número', number], ['Código para verificarla', verifyCode]]),
    button('Leer mi resolución', trying(() => show('paper', { id: documentId, back: 'claim', given: { id } })), { class: 'second' }),
  );

const Paying = { held: 'Guardado', planned: 'Por mandar', ordered: 'En camino', paid: 'Pagado', returned: 'Devuelto' };

const entry = ({ date, text, unit }) =>
  h('li', {}, h('p', { class: 'when' }, `${onDay(date)} · ${unit}`), h('p', {}, text));

screen('claim-account', ({ member }, { id }) => {
  const { element, input } = field('Tu otra cuenta (CCI)', { id: 'cci', inputmode: 'numeric', maxlength: '24', hint: 'Los 20 números que te da tu banco. La cuenta va a tu nombre.' });
  const ask = async () => {
    const cci = input.value.replaceAll(/\D/g, '');
    await show('claim-account-code', { id, cci, ...(await api.askAccountCode(member, id, cci, crypto.randomUUID())) });
  };
  return {
    title: 'Poner otra cuenta',
    tab: 'home',
    content: [
      paragraph('El banco devolvió el pago: nada se perdió. Con otra cuenta a tu nombre lo mandamos otra vez.'),
      form('Seguir', trying(ask), element),
      button('Volver', trying(() => show('claim', { id })), { class: 'plain' }),
    ],
  };
});

screen('claim-account-code', ({ member }, { id, cci, challengeId }) =>
  coded('Confirma tu cuenta', 'Cambiar la cuenta', 'claim', [['Se paga en', grouped(cci)]], async (code, key) => {
    await api.correctAccount(member, id, cci, challengeId, code, key);
    announce('Mandamos el pago otra vez');
    await show('claim', { id });
  }, { id }),
);

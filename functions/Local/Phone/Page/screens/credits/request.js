// A request on its way: what happened, what can be done now, and the act of accepting the sheet.
import { announce, button, h } from '../../core/elements.js';
import * as credits from '../../api/credits.js';
import { facts, paragraph } from '../parts.js';
import { screen, show, trying } from '../app.js';
import { camera, sentence, sheetCard, until } from './parts.js';
import { soles } from '../savings.js';

const Moving = new Set(['submitted', 'precheck', 'contract-signed', 'disbursing', 'paying-creditors', 'disbursed']);
const Tones = { declined: 'warn', 'disburse-failed': 'warn', 'loan-open': 'good', preapproved: 'todo', 'terms-accepted': 'todo', simulated: 'todo' };
const Lines = { pending: 'por pagar', paid: 'pagada, falta la carta', 'closing-letter-received': 'pagada y cerrada', 'closing-letter-overdue': 'pagada, la carta no llegó' };

screen('credit-request', async ({ member }, { id }) => {
  const request = await credits.request(member, id);
  const wait = async () => show('credit-request', { id: ((await until(() => credits.request(member, id), ({ status }) => status !== request.status)) ?? request).requestId });
  return {
    title: 'Tu solicitud',
    tab: 'home',
    content: [
      h('p', { class: `state ${Tones[request.status] ?? 'calm'}`, role: 'status' }, sentence(request.statusText)),
      ...request.reasons.map(({ title, detail }) => h('section', { class: 'card' }, h('h2', {}, title), paragraph(detail))),
      request.debts.length > 0 && facts(request.debts.map(({ entity, balanceCentimos, status }) => [entity, `${soles(balanceCentimos)}, ${Lines[status]}`])),
      request.status === 'loan-open' && paragraph('El dinero ya está en tu cuenta. La primera cuota sale por tu planilla.'),
      request.status !== 'loan-open' && request.summary && sheetCard(request.summary),
      h('div', { class: 'stack' }, actions(member, request, wait)),
      button('Volver', trying(() => show('credits')), { class: 'plain' }),
    ],
  };
});

function actions(member, request, wait) {
  const { requestId: id, actions: can, loanId, documentId } = request;
  const key = crypto.randomUUID();
  const then = (work, said) =>
    trying(async () => {
      await work(member, id, key);
      announce(said);
      await show('credit-request', { id });
    });
  return [
    can.includes('submit') && button('Enviar mi solicitud', then(credits.submit, 'Solicitud enviada'), { class: 'main' }),
    can.includes('accept') && button('Acepto la hoja resumen', trying(() => accept(member, request, key)), { class: 'main' }),
    can.includes('sign') && button('Leer y firmar el contrato', trying(() => show('credit-sign', { id, documentId })), { class: 'main' }),
    loanId && button('Ver mi crédito', trying(() => show('credit-loan', { id: loanId })), { class: 'main' }),
    Moving.has(request.status) && button('Ver cómo va', trying(wait), { class: 'main' }),
    can.includes('ask-review') && button('Pedir que lo mire una persona', then(credits.askReview, 'Una persona lo va a mirar'), { class: 'second' }),
    can.includes('withdraw') && button('Retirar mi solicitud', then(credits.withdraw, 'Solicitud retirada'), { class: 'plain' }),
  ];
}

/** Accepts; where a face is asked for, the camera comes first and the same wish goes on. */
async function accept(member, request, key) {
  const { requestId: id, termsHash, confirmation } = request;
  const act = async () => {
    await credits.accept(member, id, termsHash, key);
    announce('Hoja resumen aceptada. Falta firmar.');
    await show('credit-request', { id });
  };
  await withFace(member, confirmation, act, { name: 'credit-request', given: { id } });
}

/** Does an act that may ask for a face: shows the camera for this very act, then does it again. */
export async function withFace(member, confirmation, act, back) {
  try {
    await act();
  } catch (failure) {
    if (failure.code !== 'identity.face-needed') throw failure;
    await show('credit-face', { session: await credits.beginFace(member, confirmation, crypto.randomUUID()), act, back });
  }
}

screen('credit-face', ({ member }, { session, act, back }) => ({
  title: 'Muestra tu rostro',
  tab: 'home',
  content: [
    paragraph('Así nadie toma un crédito en tu nombre. Vale solo para este trámite.'),
    paragraph('Este teléfono de prueba no tiene cámara. Elige qué se pone delante.', { class: 'hint' }),
    camera(member, trying1((kind) => look(member, session, kind, act))),
    facts([['Intentos que quedan', String(session.triesLeft)]]),
    button('Volver', trying(() => show(back.name, back.given)), { class: 'plain' }),
  ],
}));

const trying1 = (work) => (given) => trying(() => work(given))();

async function look(member, session, kind, act) {
  const { outcome, next } = await credits.showFace(member, session, kind, crypto.randomUUID());
  if (outcome !== 'match') throw Object.assign(new Error(next), { problem: { title: 'No pudimos ver que eres tú', detail: next } });
  announce('Eres tú');
  await act();
}

// The contract: read it, ask for a code that is bound to it, sign, and see the money leave.
import { announce, button, h } from '../../core/elements.js';
import * as credits from '../../api/credits.js';
import { codeField, resend } from '../enter.js';
import { atTime, facts, form, paragraph } from '../parts.js';
import { screen, show, trying } from '../app.js';
import { contractLink, until } from './parts.js';
import { withFace } from './request.js';

screen('credit-sign', async ({ member }, { id, documentId }) => {
  const [contract, paper] = await Promise.all([credits.contract(member, documentId), contractLink(member, documentId)]);
  const key = crypto.randomUUID();
  const ask = async () => show('credit-code', { id, contract, ...(await credits.askForCode(member, contract.confirmation, key)) });
  return {
    title: 'Tu contrato',
    tab: 'home',
    content: [
      h('section', { class: 'card' }, h('h2', {}, contract.name), facts([['Estado', contract.statusText], ['Puedes firmar hasta', atTime(contract.signUntil)], ['Huella del archivo', `${contract.sha256.slice(0, 16)}…`]]), paper),
      paragraph('Léelo con calma. Lleva la hoja resumen y todas las cuotas. El código que te enviamos vale solo para este contrato.'),
      button('Enviarme el código para firmar', trying(ask), { class: 'main' }),
      button('Volver', trying(() => show('credit-request', { id })), { class: 'plain' }),
    ],
  };
});

screen('credit-code', ({ member }, { id, contract, challengeId, resendAfterSeconds }) => {
  const { element, input } = codeField();
  const wish = crypto.randomUUID();
  const sign = async () => {
    const code = input.value.trim();
    const act = async () => {
      await credits.sign(member, contract.id, challengeId, code, `${wish}-${code}`);
      announce('Contrato firmado');
      await show('credit-paid', { id });
    };
    await withFace(member, contract.confirmation, act, { name: 'credit-sign', given: { id, documentId: contract.id } });
  };
  return {
    title: 'Firma con tu código',
    tab: 'home',
    content: [
      paragraph('Con este código firmas el contrato. Nadie del fondo te lo va a pedir.'),
      form('Firmar el contrato', trying(sign), element),
      resend(resendAfterSeconds, () => credits.resendCode(member, challengeId, crypto.randomUUID())),
      button('Volver', trying(() => show('credit-sign', { id, documentId: contract.id })), { class: 'plain' }),
    ],
  };
});

const Arrived = new Set(['loan-open', 'disburse-failed', 'declined', 'second-approval']);

screen('credit-paid', ({ member }, { id }) => {
  const look = async () => {
    await until(() => credits.request(member, id), ({ status }) => Arrived.has(status));
    await show('credit-request', { id });
  };
  return {
    title: 'Contrato firmado',
    tab: 'home',
    content: [
      h('p', { class: 'state good' }, 'Firmaste. Tu dinero va en camino.'),
      paragraph('Suele tardar menos de un minuto. Si cierras el celular, el pago sigue solo.'),
      button('Ver si ya llegó', trying(look), { class: 'main' }),
    ],
  };
});

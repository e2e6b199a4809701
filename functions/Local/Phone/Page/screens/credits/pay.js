// Paying: the next instalment, more than that with a choice, or everything.
import { announce, button, h } from '../../core/elements.js';
import * as credits from '../../api/credits.js';
import { facts, field, form, paragraph } from '../parts.js';
import { screen, show, trying } from '../app.js';
import { centimosOf, until } from './parts.js';
import { soles } from '../savings.js';

const Ways = [
  ['instalments', 'Pagar mi cuota'],
  ['lower-instalment', 'Pagar más y que baje mi cuota'],
  ['shorter-term', 'Pagar más y terminar antes'],
  ['payoff', 'Pagar todo'],
];

screen('credit-pay', async ({ member }, { id }) => {
  const { loan, payoff } = await credits.statement(member, id);
  const amount = field('¿Cuánto pagas? (S/)', { id: 'amount', inputmode: 'decimal', value: (loan.nextAmountCentimos / 100).toFixed(2) });
  const suggested = { instalments: loan.nextAmountCentimos, 'lower-instalment': 300_000, 'shorter-term': 300_000, payoff: payoff.totalCentimos };
  const choose = (way) => (amount.input.value = (Math.min(suggested[way], payoff.totalCentimos) / 100).toFixed(2));
  const choices = Ways.map(([way, label], at) => {
    const input = h('input', { type: 'radio', name: 'way', id: `way-${way}`, value: way, checked: at === 0 });
    input.addEventListener('change', () => choose(way));
    return { way, input, element: h('div', { class: 'check' }, input, h('label', { for: input.id }, label)) };
  });
  const key = crypto.randomUUID();
  const pay = async () => {
    const { way } = choices.find(({ input }) => input.checked);
    const centimos = centimosOf(amount.input.value);
    const started = await credits.pay(member, id, centimos, way, `${key}-${way}-${centimos}`);
    await show('credit-gateway', { id, payment: started });
  };
  return {
    title: 'Paga tu crédito',
    tab: 'home',
    content: [
      facts([['Próxima cuota', soles(loan.nextAmountCentimos)], ['Pagar todo hoy', soles(payoff.totalCentimos)]]),
      form('Ir a pagar', trying(pay), h('fieldset', {}, h('legend', {}, '¿Para qué es tu pago?'), choices.map(({ element }) => element)), amount.element),
      paragraph('Pagar antes no tiene costo ni penalidad.', { class: 'hint' }),
      button('Volver', trying(() => show('credit-loan', { id })), { class: 'plain' }),
    ],
  };
});

screen('credit-gateway', ({ member }, { id, payment }) => {
  const pay = async () => {
    await credits.payAtGateway(payment.checkoutUrl);
    const posted = await until(() => credits.payment(member, payment.paymentId), ({ status }) => status === 'posted');
    announce(posted ? 'Pago anotado en tu crédito' : 'Recibimos tu pago; lo anotamos en unos minutos');
    await show('credit-loan', { id });
  };
  return {
    title: 'Pasarela de pago',
    tab: 'home',
    content: [
      h('section', { class: 'card' }, h('h2', {}, 'Vas a pagar'), h('p', { class: 'figure' }, h('strong', {}, soles(payment.amountCentimos)))),
      paragraph('En tu celular aquí se abre la página de la pasarela, con tarjeta o transferencia. Este teléfono de prueba paga al momento.', { class: 'hint' }),
      button('Pagar con mi tarjeta de prueba', trying(pay), { class: 'main' }),
      button('Ahora no', trying(() => show('credit-loan', { id })), { class: 'plain' }),
    ],
  };
});

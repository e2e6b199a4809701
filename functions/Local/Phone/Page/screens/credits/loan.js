// A loan down to each line: what is owed, what was paid, what paying it off costs today.
import { button, h } from '../../core/elements.js';
import * as credits from '../../api/credits.js';
import { facts, paragraph } from '../parts.js';
import { screen, show, trying } from '../app.js';
import { figures, onDay, ProductNames, sentence, shortDay, table } from './parts.js';
import { soles } from '../savings.js';

const Kinds = {
  disbursement: 'Te pagamos el crédito',
  grace: 'Interés de la gracia',
  'payroll-discount': 'Descuento por planilla',
  'own-payment': 'Pagaste cuotas',
  prepayment: 'Pagaste antes',
  payoff: 'Pagaste todo',
  'benefit-set-off': 'Se descontó de tu beneficio',
  refinancing: 'Pagado con otro crédito',
};

screen('credit-loan', async ({ member }, { id }) => {
  const { loan, plan, postings, arrears, payoff, on } = await credits.statement(member, id);
  const owes = payoff.totalCentimos > 0;
  return {
    title: 'Estado de cuenta',
    tab: 'home',
    content: [
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'loan' },
        h('h2', { id: 'loan' }, ProductNames[loan.product] ?? loan.product),
        facts([
          ['Estado', sentence(loan.statusText)],
          ['Te prestamos', `${soles(loan.amountCentimos)}, el ${onDay(loan.disbursed)}`],
          ['Debes de capital', soles(loan.balanceCentimos)],
          ['Próxima cuota', loan.nextDue && `${soles(loan.nextAmountCentimos)}, el ${onDay(loan.nextDue)}`],
          ['Atrasado', arrears.totalCentimos > 0 && `${soles(arrears.totalCentimos)}, ${loan.daysOverdue} días`],
          ['Cuotas pagadas', owes && `${loan.paidInstalments} de ${loan.instalments}`],
        ]),
      ),
      owes && toPayOff(payoff, on),
      owes && button('Pagar', trying(() => show('credit-pay', { id })), { class: 'main' }),
      !owes && button('Pedir mi constancia de no adeudo', trying(() => show('certificates')), { class: 'main' }),
      h('h2', {}, 'Movimientos'),
      h('ul', { class: 'cards' }, postings.toReversed().map(posting)),
      plan.length > 0 && h('details', {}, h('summary', {}, 'Ver las cuotas una por una'), table('Cronograma, en soles', ['N.º', 'Vence', 'Cuota', 'Pagado', 'Estado'], plan.map(row))),
      button('Volver', trying(() => show('credits')), { class: 'plain' }),
    ],
  };
});

const toPayOff = (payoff, on) =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'payoff' },
    h('h2', { id: 'payoff' }, 'Si pagas todo hoy'),
    h('p', { class: 'figure' }, h('strong', {}, soles(payoff.totalCentimos))),
    paragraph(`Al ${onDay(on)}: ${soles(payoff.principalCentimos)} de capital y ${soles(payoff.totalCentimos - payoff.principalCentimos)} de intereses y seguro. Pagar antes no tiene costo.`),
  );

const posting = ({ on, kind, parts, balanceCentimos }) =>
  h('li', { class: 'card' }, facts([[`${Kinds[kind] ?? kind}, ${onDay(on)}`, soles(parts.totalCentimos)], ['Quedó debiendo', soles(balanceCentimos)]]));

const row = ({ number, due, instalmentCentimos, paidCentimos, lateCentimos, isPaid }) => [
  String(number),
  shortDay(due),
  figures(instalmentCentimos),
  figures(paidCentimos),
  isPaid ? 'pagada' : lateCentimos > 0 ? 'atrasada' : 'por pagar',
];

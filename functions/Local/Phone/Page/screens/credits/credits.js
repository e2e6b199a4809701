// Credits at a glance: what is owed, what is offered, what is under way.
import { button, h } from '../../core/elements.js';
import * as credits from '../../api/credits.js';
import { facts, paragraph } from '../parts.js';
import { screen, show, trying } from '../app.js';
import { onDay, ProductNames, sentence } from './parts.js';
import { soles } from '../savings.js';
import './simulate.js';
import './offer.js';
import './request.js';
import './sign.js';
import './loan.js';
import './pay.js';
import './certificates.js';

const Ended = new Set(['loan-open', 'withdrawn', 'expired', 'declined']);
const Owed = new Set(['open', 'current', 'overdue']);

screen('credits', async ({ member }) => {
  const [loans, offers, requests] = await Promise.all([credits.loans(member), credits.offers(member), credits.requests(member)]);
  const owed = loans.filter((loan) => Owed.has(loan.status));
  const closed = loans.filter((loan) => !Owed.has(loan.status));
  const open = requests.filter((request) => !Ended.has(request.status));
  return {
    title: 'Créditos',
    tab: 'home',
    content: [
      owed.length + offers.length + open.length === 0 && paragraph('No debes nada y no tienes solicitudes en camino.'),
      list('Lo que debes', owed, loanCard),
      list('Tus ofertas', offers, offerCard),
      list('Solicitudes en camino', open, requestCard),
      h(
        'div',
        { class: 'stack' },
        button('Calcular un crédito', trying(() => show('credit-simulate')), { class: 'main' }),
        button('Juntar mis deudas', trying(() => show('credit-debts')), { class: 'second' }),
        button('Constancia de no adeudo', trying(() => show('certificates')), { class: 'second' }),
      ),
      list('Ya pagados', closed, loanCard),
      button('Volver', trying(() => show('home')), { class: 'plain' }),
    ],
  };
});

const list = (title, items, card) =>
  items.length > 0 &&
  h('section', { class: 'stack' }, h('h2', {}, title), h('ul', { class: 'cards' }, items.map((item) => h('li', { class: 'card' }, card(item)))));

const loanCard = (loan) => [
  h('h3', {}, ProductNames[loan.product] ?? loan.product),
  facts([
    ['Estado', sentence(loan.statusText)],
    ['Te prestamos', soles(loan.amountCentimos)],
    ['Debes de capital', loan.balanceCentimos > 0 && soles(loan.balanceCentimos)],
    ['Próxima cuota', loan.nextDue && `${soles(loan.nextAmountCentimos)}, el ${onDay(loan.nextDue)}`],
    ['Se paga', loan.nextDue && (loan.paidBy === 'payroll' ? 'Por tu planilla' : 'La pagas tú: tu planilla no alcanzó')],
    ['Cuotas pagadas', loan.nextDue && `${loan.paidInstalments} de ${loan.instalments}`],
  ]),
  button('Ver el estado de cuenta', trying(() => show('credit-loan', { id: loan.loanId })), { class: 'second' }),
];

const offerCard = (offer) => [
  h('h3', {}, `Hasta ${soles(offer.amountCentimos)}`),
  paragraph(`En ${offer.instalments} cuotas o menos. Vale hasta el ${onDay(offer.lastDay)}.`),
  button('Ver la oferta', trying(() => show('credit-offer', { id: offer.offerId })), { class: 'second' }),
];

const requestCard = (request) => [
  h('h3', {}, ProductNames[request.product] ?? request.product),
  facts([
    ['Estado', sentence(request.statusText)],
    ['Monto', request.summary && soles(request.summary.amountCentimos)],
  ]),
  button('Seguir', trying(() => show('credit-request', { id: request.requestId })), { class: 'second' }),
];

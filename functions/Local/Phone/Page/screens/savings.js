// What the member has saved, and how it came to be.
import { button, h } from '../core/elements.js';
import * as fund from '../api/fund.js';
import { facts, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

/** Céntimos as people write soles. */
export const soles = (centimos) =>
  `S/ ${(centimos / 100).toLocaleString('es-PE', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

screen('savings', async ({ member }) => {
  const [account, { rows }] = await Promise.all([fund.account(member), fund.statement(member)]);
  const key = crypto.randomUUID();
  const paper = async () => show('paper', { id: (await fund.issueStatement(member, key)).documentId, back: 'savings' });
  return {
    title: 'Lo que tengo ahorrado',
    tab: 'home',
    content: [
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'balance' },
        h('h2', { id: 'balance' }, soles(account.balanceCentimos)),
        facts([
          ['Meses pagados', String(account.contributions)],
          ['Primer aporte', account.firstContribution],
          ['Último aporte', account.lastContribution],
        ]),
      ),
      button('Mi estado de cuenta en PDF', trying(paper), { class: 'second' }),
      h('h2', {}, 'Movimientos'),
      rows.length === 0 && paragraph('Todavía no hay.'),
      h('ul', { class: 'cards' }, rows.toReversed().map(row)),
      button('Volver', trying(() => show('home')), { class: 'plain' }),
    ],
  };
});

const row = ({ text, period, valueOn, amountCentimos, balanceCentimos }) =>
  h(
    'li',
    { class: 'card' },
    facts([
      [text, soles(amountCentimos)],
      ['Mes', period],
      ['Cuenta desde', valueOn],
      ['Quedó en', soles(balanceCentimos)],
    ]),
  );

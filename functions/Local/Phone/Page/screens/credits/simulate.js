// What a credit would cost: amount and months with a finger, other terms beside it, the sheet as a file to keep.
import { announce, button, fill, h } from '../../core/elements.js';
import * as credits from '../../api/credits.js';
import { field, form, paragraph } from '../parts.js';
import { screen, show, showProblem, trying } from '../app.js';
import { centimosOf, figures, percent, sheetCard, shortDay, table } from './parts.js';
import { soles } from '../savings.js';

const Own = { CONSUMO: [500, 50_000], months: [3, 60] };
const Terms = [12, 24, 36, 48, 60];
const Account = '01136600010003254221';

screen('credit-simulate', async (_, { offer } = {}) => {
  const most = offer ? offer.amountCentimos / 100 : Own.CONSUMO[1];
  const longest = offer ? offer.instalments : Own.months[1];
  const amount = slider('amount', '¿Cuánto necesitas?', Own.CONSUMO[0], most, 500, Math.min(8000, most), (value) => soles(value * 100));
  const months = slider('months', '¿En cuántas cuotas?', Own.months[0], longest, 1, Math.min(24, longest), (value) => `${value} meses`);
  const result = h('div', { class: 'stack', role: 'region', 'aria-label': 'Resultado' });
  const wish = () => ({
    product: 'CONSUMO',
    amountCentimos: amount.value() * 100,
    instalments: months.value(),
    compare: Terms.filter((term) => term <= longest && term !== months.value()),
  });
  const work = async () => {
    const seen = await credits.simulate(wish());
    fill(result, ...outcome(seen, wish(), offer));
    announce(`La cuota es ${soles(seen.summary.instalmentCentimos)} al mes`);
  };
  const again = () => work().catch(showProblem);
  amount.onchange(again);
  months.onchange(again);
  await work();
  return {
    title: offer ? 'Tu oferta, a tu medida' : 'Calcula tu crédito',
    tab: 'home',
    content: [
      paragraph('Mueve las barras. Es solo un cálculo: no te compromete a nada.'),
      h('div', { class: 'stack' }, amount.element, months.element),
      result,
      button('Volver', trying(() => (offer ? show('credit-offer', { id: offer.offerId }) : show('credits'))), { class: 'plain' }),
    ],
  };
});

/** A bar and what it stands at. */
function slider(id, label, min, max, step, value, words) {
  const shown = h('output', { for: id, class: 'figure' }, words(value));
  const input = h('input', { type: 'range', id, min, max, step, 'aria-valuetext': words(value) });
  input.value = value;
  const said = () => {
    shown.textContent = words(Number(input.value));
    input.setAttribute('aria-valuetext', shown.textContent);
  };
  input.addEventListener('input', said);
  return {
    element: h('div', { class: 'field' }, h('label', { for: id }, label), shown, input),
    value: () => Number(input.value),
    onchange: (listener) => input.addEventListener('change', listener),
  };
}

const outcome = ({ summary, schedule, comparison }, wish, offer) => [
  sheetCard(summary),
  table(
    'La misma plata en otros plazos',
    ['Cuotas', 'Cuota (S/)', 'TCEA', 'Total (S/)'],
    [...comparison, summary]
      .toSorted((one, other) => one.instalments - other.instalments)
      .map((one) => [
        one === summary ? `${one.instalments}, la tuya` : String(one.instalments),
        figures(one.instalmentCentimos),
        percent(one.tceaPercent),
        figures(one.totalPaidCentimos),
      ]),
  ),
  h('details', {}, h('summary', {}, 'Ver las cuotas una por una'), table('Cronograma, en soles', ['N.º', 'Vence', 'Cuota', 'Capital', 'Interés', 'Seguro', 'Saldo'], schedule.map(row))),
  button('Bajar la hoja resumen (PDF)', trying(() => download(wish)), { class: 'second' }),
  button(offer ? 'Tomar mi oferta' : 'Pedir este crédito', trying(() => show('credit-account', { wish, offer })), { class: 'main' }),
];

const row = (one) => [
  String(one.number),
  shortDay(one.due),
  ...[one.instalmentCentimos, one.principalCentimos, one.interestCentimos, one.insuranceCentimos, one.closingCentimos].map(figures),
];

async function download({ compare: _, ...wish }) {
  const address = URL.createObjectURL(await credits.sheet(wish));
  h('a', { href: address, download: 'hoja-resumen.pdf' }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  announce('Hoja resumen bajada');
}

screen('credit-account', ({ member }, { wish, offer, debts }) => {
  const cci = field('Tu cuenta (CCI, 20 números)', {
    id: 'cci',
    inputmode: 'numeric',
    maxlength: '20',
    value: Account,
    hint: 'Ahí llega tu dinero. El CCI está en la app o la web de tu banco.',
  });
  const key = crypto.randomUUID();
  const ask = async () => {
    const { product, amountCentimos, instalments } = wish;
    const account = cci.input.value.replace(/\s/g, '');
    const started = offer
      ? await credits.take(member, offer.offerId, { amountCentimos, instalments, cci: account }, `${key}-${account}`)
      : await credits.start(member, { product, amountCentimos, instalments, cci: account, debts }, `${key}-${account}`);
    await show('credit-request', { id: started.requestId });
  };
  return {
    title: '¿A qué cuenta te pagamos?',
    tab: 'home',
    content: [
      paragraph(`Pides ${soles(wish.amountCentimos)} en ${wish.instalments} cuotas. Todavía no firmas nada.`),
      form('Empezar mi solicitud', trying(ask), cci.element),
      button('Volver', trying(() => show('credit-simulate', { offer })), { class: 'plain' }),
    ],
  };
});

const Lenders = [
  { entity: 'BANCO-1', name: 'Banco Uno', cci: '00219300123456780110', balance: '3000', instalmentCentimos: 24_000, instalmentsLeft: 18 },
  { entity: 'CAJA-2', name: 'Caja Dos', cci: '01800000401588273303', balance: '2000', instalmentCentimos: 21_000, instalmentsLeft: 12 },
];

screen('credit-debts', () => {
  const amount = field('¿Cuánto pides en total? (S/)', { id: 'amount', inputmode: 'decimal', value: '8000', hint: 'Lo que sobra después de pagar tus deudas va a tu cuenta.' });
  const balances = Lenders.map((lender) => ({ lender, ...field(`Lo que debes en ${lender.name} (S/)`, { id: `debt-${lender.entity}`, inputmode: 'decimal', value: lender.balance }) }));
  const result = h('div', { class: 'stack', role: 'region', 'aria-label': 'Resultado' });
  const work = async () => {
    const bought = balances.map(({ lender, input }) => ({ ...lender, balanceCentimos: centimosOf(input.value) })).filter(({ balanceCentimos }) => balanceCentimos > 0);
    const wish = { product: 'COMPRA_DEUDA', amountCentimos: centimosOf(amount.input.value), instalments: 24 };
    const what = bought.map(({ balanceCentimos, instalmentCentimos, instalmentsLeft }) => ({ balanceCentimos, instalmentCentimos, instalmentsLeft }));
    const seen = await credits.simulate({ ...wish, debts: what });
    const debts = bought.map(({ entity, cci, balanceCentimos }) => ({ entity, cci, balanceCentimos }));
    fill(result, ...change(seen, wish, debts));
  };
  return {
    title: 'Junta tus deudas',
    tab: 'home',
    content: [
      paragraph('Pagamos tus deudas en otras entidades y te queda una sola cuota, por planilla.'),
      form('Ver qué cambia', trying(work), ...balances.map(({ element }) => element), amount.element),
      result,
      button('Volver', trying(() => show('credits')), { class: 'plain' }),
    ],
  };
});

const change = ({ summary, debtPurchase }, wish, debts) => [
  table('Antes y después', ['Qué', 'Hoy', 'Después'], [
    ['Al mes', soles(debtPurchase.monthlyNowCentimos), soles(summary.instalmentCentimos)],
    ['Te falta pagar', soles(debtPurchase.totalNowCentimos), soles(debtPurchase.totalThenCentimos)],
    ['A tu cuenta', soles(0), soles(debtPurchase.toMemberCentimos)],
  ]),
  sheetCard(summary),
  button('Pedir la compra de mis deudas', trying(() => show('credit-account', { wish, debts })), { class: 'main' }),
];

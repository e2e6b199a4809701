// Pieces that the screens of credits share.
import { button, h } from '../../core/elements.js';
import * as credits from '../../api/credits.js';
import { facts, onDate } from '../parts.js';
import { soles } from '../savings.js';

/** A rate as people read it. */
export const percent = (value) => `${value.toLocaleString('es-PE', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} %`;

/** A status that stands alone, as a sentence begins. */
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A day of Lima, which is not the day of the browser's clock. */
export const onDay = (day) => (day ? onDate(`${day}T12:00:00-05:00`) : '');

/** A day in a table. */
export const shortDay = (day) => day.split('-').reverse().join('/');

export const ProductNames = { CONSUMO: 'Crédito de consumo', COMPRA_DEUDA: 'Compra de deuda', AMPLIACION: 'Ampliación de crédito' };

/** The summary sheet that the law puts before every contract, the figure that matters first. */
export const sheetCard = (sheet) =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'sheet' },
    h('h2', { id: 'sheet' }, 'Hoja resumen'),
    h('p', { class: 'figure' }, h('strong', {}, soles(sheet.highestInstalmentCentimos)), ` al mes como máximo, ${sheet.instalments} cuotas`),
    sheet.insuranceMonthlyPercent > 0 && h('p', { class: 'hint' }, 'La cuota baja un poco cada mes, porque el seguro baja con tu deuda.'),
    facts([
      ['Recibes', soles(sheet.receivedCentimos)],
      ['En total pagas', soles(sheet.totalPaidCentimos)],
      ['De eso, intereses', soles(sheet.totalInterestCentimos)],
      ['De eso, seguro de desgravamen', soles(sheet.totalInsuranceCentimos)],
      ['Costo efectivo anual (TCEA)', percent(sheet.tceaPercent)],
      ['Interés efectivo anual (TEA)', percent(sheet.teaPercent)],
      ['Primera cuota', onDay(sheet.firstDue)],
      ['Última cuota', onDay(sheet.lastDue)],
      ['Cómo se paga', 'Descuento por planilla'],
    ]),
    h('ul', {}, sheet.rights.map((right) => h('li', {}, right))),
  );

/** A table that scrolls by itself on a narrow screen. */
export const table = (caption, heads, rows) =>
  h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      {},
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell, at) => (at ? h('td', {}, cell) : h('th', { scope: 'row' }, cell)))))),
    ),
  );

/** The sample photos that can be held before the camera of a laptop, each a button. */
export const camera = (member, chosen) =>
  h(
    'ul',
    { class: 'photos' },
    [['persona', 'Tu rostro'], ['otra', 'Otra persona']].map(([kind, label]) =>
      h(
        'li',
        {},
        button(
          [h('img', { src: `/_local/face/photos/${member.person.dni}/${kind}.png`, alt: '', width: '96', height: '120' }), h('span', {}, label)],
          () => chosen(kind),
          { class: 'photo' },
        ),
      ),
    ),
  );

/** Soles without their sign, for a table whose heading has it. */
export const figures = (centimos) => soles(centimos).replace('S/ ', '');

/** Céntimos out of a field where a person writes soles. */
export const centimosOf = (text) => Math.round(Number(text.replace(/[^\d.]/g, '')) * 100);

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks until the answer fits, ever less often, because every look costs data; null when it takes too long for a person to wait. */
export async function until(ask, fits, seconds = 60) {
  let wait = 500;
  for (const end = Date.now() + seconds * 1000; Date.now() < end; wait = Math.min(wait * 1.5, 3000)) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await pause(wait);
  }
  return null;
}

/** A link that opens a paper of the member; the address lives five minutes. */
export async function paperLink(label, ask) {
  const file = await ask().catch(() => null);
  return file && h('a', { href: file.url, target: '_blank', rel: 'noopener', class: 'paper' }, `${label} (PDF, ${Math.ceil(file.length / 1024)} KB)`);
}

export const contractLink = (member, id) => paperLink('Leer el contrato completo', () => credits.link(member, id));

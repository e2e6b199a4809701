// The certificate of owing nothing: issued at once, or refused with what is still owed.
import { announce, button, h } from '../../core/elements.js';
import * as credits from '../../api/credits.js';
import { facts, paragraph } from '../parts.js';
import { screen, show, trying } from '../app.js';
import { onDay, paperLink, until } from './parts.js';

const Words = { issued: 'vale', expired: 'venció', voided: 'ya no vale: sacaste otro crédito' };

screen('certificates', async ({ member }) => {
  const held = await credits.certificates(member);
  const cards = await Promise.all(held.toReversed().map((one) => card(member, one)));
  const key = crypto.randomUUID();
  const ask = async () => {
    const { linkPath } = await credits.askForCertificate(member, key);
    await until(() => credits.certificateLink(member, linkPath).catch(() => null), (link) => link !== null);
    announce('Tu constancia está lista');
    await show('certificates');
  };
  return {
    title: 'Constancia de no adeudo',
    tab: 'home',
    content: [
      paragraph('Dice que no debes ningún crédito al fondo. Sale al momento, con sello digital, y cualquiera puede comprobarla con su código.'),
      h('ul', { class: 'cards' }, cards),
      button('Pedir mi constancia', trying(ask), { class: 'main' }),
      button('Volver', trying(() => show('credits')), { class: 'plain' }),
    ],
  };
});

const card = async (member, { on, status, validUntil, linkPath, verifyCode }) =>
  h(
    'li',
    { class: 'card' },
    facts([['Emitida', onDay(on)], ['Estado', Words[status]], ['Vale hasta', onDay(validUntil)], ['Código para comprobarla', verifyCode]]),
    status === 'issued' && (await paperLink('Abrir mi constancia', () => credits.certificateLink(member, linkPath))),
    h('a', { href: `/api/v1/contracts/verify/${verifyCode}/page`, target: '_blank', rel: 'noopener', class: 'paper' }, 'Comprobarla como lo haría otra persona'),
  );

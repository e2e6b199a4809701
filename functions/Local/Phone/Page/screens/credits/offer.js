// An offer: why there is one, taking it, saying no to it or to all of them.
import { announce, button, h } from '../../core/elements.js';
import * as credits from '../../api/credits.js';
import { facts, paragraph } from '../parts.js';
import { screen, show, trying } from '../app.js';
import { onDay, ProductNames } from './parts.js';
import { soles } from '../savings.js';

screen('credit-offer', async ({ member }, { id }) => {
  const offer = await credits.offer(member, id);
  const key = crypto.randomUUID();
  const ending = (work, said) =>
    trying(async () => {
      await work();
      announce(said);
      await show('credits');
    });
  return {
    title: 'Tu oferta',
    tab: 'home',
    content: [
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'offer' },
        h('h2', { id: 'offer' }, ProductNames[offer.product] ?? offer.product),
        h('p', { class: 'figure' }, 'Hasta ', h('strong', {}, soles(offer.amountCentimos))),
        facts([['Cuotas', `${offer.instalments} o menos`], ['Vale hasta', onDay(offer.lastDay)]]),
      ),
      h('section', { class: 'card', 'aria-labelledby': 'why' }, h('h2', { id: 'why' }, '¿Por qué la tienes?'), h('ul', {}, offer.reasons.map(({ title, detail }) => h('li', {}, h('strong', {}, `${title}. `), detail)))),
      paragraph('No es una deuda: tú decides si la tomas. Antes de firmar ves la cuota y el costo.'),
      button('Calcular con mi oferta', trying(() => show('credit-simulate', { offer })), { class: 'main' }),
      button('No la quiero', ending(() => credits.dismiss(member, id, key), 'Oferta descartada'), { class: 'second' }),
      button('No quiero recibir más ofertas', ending(() => credits.wantOffers(member, false, key), 'Ya no te mandaremos ofertas'), { class: 'plain' }),
      button('Volver', trying(() => show('credits')), { class: 'plain' }),
    ],
  };
});

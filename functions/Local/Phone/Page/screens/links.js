// "Otras formas de entrar": link, list, take away, and enter by one.
import { announce, button, h } from '../core/elements.js';
import * as links from '../api/links.js';
import { facts, onDate, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

const Levels = { low: 'básica', substantial: 'buena', high: 'alta' };

screen('links', async ({ member }) => {
  const [offered, linked] = [await links.offered(member), await links.linked(member)];
  const open = offered.filter(({ id }) => !linked.some(({ provider }) => provider === id));
  const change = (work, said) => trying(async () => {
    await work();
    announce(said);
    await show('links');
  });
  return {
    title: 'Otras formas de entrar',
    tab: 'account',
    content: [
      paragraph('Entra en este celular con una clave que ya tienes en otro lugar. Tu DNI debe ser el mismo.'),
      h(
        'ul',
        { class: 'cards' },
        linked.map(({ provider, name, level, linkedAt }) =>
          h('li', { class: 'card' }, h('h2', {}, name), facts([['Seguridad', Levels[level]], ['Desde', onDate(linkedAt)]]),
            button(`Quitar ${name}`, change(() => links.unlink(member, provider), `Quitaste ${name}`), { class: 'plain' })),
        ),
      ),
      ...open.map(({ id, name }) => button(`Sumar ${name}`, change(() => links.link(member, id), `Sumaste ${name}`), { class: 'second' })),
      button('Volver', trying(() => show('account')), { class: 'plain' }),
    ],
  };
});

screen('enter-by', async ({ member }) => ({
  title: 'Entra con otra clave',
  content: [
    paragraph('Solo sirve en un celular que ya entró antes con tu DNI y un código.'),
    ...(await links.offered(member)).map(({ id, name }) =>
      button(`Entrar con ${name}`, trying(() => links.enter(member, id).then(() => show('home'))), { class: 'second' }),
    ),
    button('Volver', trying(() => show('welcome')), { class: 'plain' }),
  ],
}));

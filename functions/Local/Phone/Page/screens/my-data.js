// Mis datos: a copy of everything, a correction, an erasure with what would be kept, and who looked.
import { announce, button, h } from '../core/elements.js';
import * as api from '../api/rights.js';
import { atTime, field, form, onDate, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

const Fields = { 'family-names': 'Apellidos', 'given-names': 'Nombres', 'birth-date': 'Nacimiento', 'modular-code': 'Código modular' };
const Rights = { rectification: 'Corregir un dato', erasure: 'Borrar mis datos', opposition: 'Oponerme a un uso' };
const States = { Open: 'En marcha', Proposed: 'En marcha', Granted: 'Aceptado', Refused: 'No procede' };

screen('my-data', async ({ member }) => {
  const { requests } = await api.mine(member);
  return {
    title: 'Mis datos',
    tab: 'account',
    content: [
      paragraph('Tus datos son tuyos. Puedes ver todo, pedir que lo corrijamos o que lo borremos.'),
      button('Pedir una copia de todo', trying(() => show('data-copy')), { class: 'main' }),
      button('Corregir un dato', trying(() => show('rectify')), { class: 'second' }),
      button('Borrar mis datos', trying(() => show('erase')), { class: 'second' }),
      button('Quién vio mis datos', trying(() => show('looks')), { class: 'second' }),
      requests.length > 0 && h('h2', {}, 'Lo que pediste'),
      requests.length > 0 && h('ul', { class: 'cards' }, requests.map(request)),
      button('Volver', trying(() => show('account')), { class: 'plain' }),
    ],
  };
});

const request = ({ right, field, status, dueOn, reason, kept }) =>
  h(
    'li',
    { class: 'card' },
    h('h3', {}, field ? `${Rights[right]}: ${Fields[field]}` : Rights[right]),
    paragraph(status === 'Open' || status === 'Proposed' ? `${States[status]}. Te respondemos hasta el ${onDate(`${dueOn}T12:00:00Z`)}.` : States[status]),
    reason && paragraph(reason),
    kept.length > 0 && keptList(kept),
  );

const keptList = (kept) =>
  h('ul', {}, kept.map(({ what, why, until }) => h('li', {}, h('strong', {}, what), `. ${why} Se guarda ${until}.`)));

screen('data-copy', async ({ member }) => {
  const copy = await api.copy(member, crypto.randomUUID());
  const isReady = copy.status === 'Ready';
  return {
    title: 'Tu copia',
    tab: 'account',
    content: [
      paragraph(isReady ? `Está lista. Puedes bajarla hasta el ${onDate(copy.expiresAt)}.` : 'La estamos juntando. Vuelve en un rato.'),
      isReady && button('Bajar en PDF', trying(() => save(member, copy.pdf, 'mis-datos.pdf')), { class: 'main' }),
      isReady && button('Bajar para programas', trying(() => save(member, copy.json, 'mis-datos.json')), { class: 'second' }),
      paragraph('Guárdala con cuidado: tiene tus datos sin tapar.', { class: 'hint' }),
      button('Volver', trying(() => show('my-data')), { class: 'plain' }),
    ],
  };
});

async function save(member, address, name) {
  const link = h('a', { href: URL.createObjectURL(await api.file(member, address)), download: name });
  link.click();
  announce('Copia bajada');
}

screen('rectify', ({ member }) => {
  const select = h('select', { id: 'wrong-field' }, Object.entries(Fields).map(([code, label]) => h('option', { value: code }, label)));
  const value = field('Así es lo correcto', { id: 'right-value', maxlength: '80' });
  const why = field('Cómo lo pruebas', { id: 'why', hint: 'Por ejemplo: mi DNI dice otra cosa.', maxlength: '500' });
  const key = crypto.randomUUID();
  const send = async () => {
    await api.ask(member, { right: 'rectification', field: select.value, value: value.input.value, why: why.input.value }, key);
    announce('Recibimos tu pedido');
    await show('my-data');
  };
  return {
    title: 'Corregir un dato',
    tab: 'account',
    content: [
      paragraph('Dos personas de la oficina lo miran y te responden en diez días de trabajo.'),
      form('Enviar', trying(send), h('div', { class: 'field' }, h('label', { for: 'wrong-field' }, 'Qué dato está mal'), select), value.element, why.element),
      button('Volver', trying(() => show('my-data')), { class: 'plain' }),
    ],
  };
});

screen('erase', async ({ member }) => {
  const { kept } = await api.mine(member);
  const why = field('Por qué', { id: 'why', hint: 'Una frase basta.', maxlength: '500' });
  const key = crypto.randomUUID();
  const send = async () => {
    await api.ask(member, { right: 'erasure', why: why.input.value }, key);
    announce('Recibimos tu pedido');
    await show('my-data');
  };
  return {
    title: 'Borrar mis datos',
    tab: 'account',
    content: [
      paragraph(kept.length ? 'La ley nos manda guardar esto. Lo demás se borra:' : 'No hay nada que la ley mande guardar: se borra todo y ya no podrás entrar.'),
      kept.length > 0 && keptList(kept),
      form('Pedir que borren', trying(send), why.element),
      button('Volver', trying(() => show('my-data')), { class: 'plain' }),
    ],
  };
});

screen('looks', async ({ member }) => {
  const seen = await api.looks(member);
  return {
    title: 'Quién vio mis datos',
    tab: 'account',
    content: [
      seen.length === 0 && paragraph('Nadie de la oficina los miró hasta hoy.'),
      h('ul', { class: 'texts' }, seen.map((look) => h('li', {}, h('p', { class: 'when' }, `${look.officer} · ${atTime(look.at)}`), paragraph(`Para ${look.purposeText}.`)))),
      button('Volver', trying(() => show('my-data')), { class: 'plain' }),
    ],
  };
});

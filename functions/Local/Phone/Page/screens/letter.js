// Who is paid when the member dies: one to ten people whose parts make a hundred.
import { button, h } from '../core/elements.js';
import * as papers from '../api/papers.js';
import { field, form, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

const Most = 10;
const Kinships = { spouse: 'Esposa o esposo', partner: 'Conviviente', child: 'Hija o hijo', parent: 'Madre o padre', sibling: 'Hermana o hermano', other: 'Otra persona' };
const Documents = { dni: 'DNI', ce: 'Carné de extranjería', passport: 'Pasaporte' };

screen('letter', ({ member }) => {
  const people = [person(1, '100')];
  const list = h('div', { class: 'stack' }, people[0].element);
  const add = button('Agregar otra persona', async () => {
    if (people.length === Most) return;
    const next = person(people.length + 1, '');
    people.push(next);
    list.append(next.element);
    next.focus();
  }, { class: 'second' });
  const draft = async () => {
    const letter = await papers.draftLetter(member, people.map((one) => one.value()), crypto.randomUUID());
    await show('paper', { id: letter.documentId, back: 'affiliation' });
  };
  return {
    title: 'Tus beneficiarios',
    tab: 'affiliation',
    content: [
      paragraph('Di a quién se paga si faltas, y qué parte recibe cada persona. Las partes suman 100.'),
      form('Preparar mi carta', trying(draft), list, add),
      button('Volver', trying(() => show('affiliation')), { class: 'plain' }),
    ],
  };
});

function person(number, share) {
  const id = (name) => `${name}-${number}`;
  const name = field('Nombres y apellidos', { id: id('name') });
  const kinship = choice('Qué es de ti', id('kinship'), Kinships);
  const type = choice('Tipo de documento', id('type'), Documents);
  const document = field('Número de documento', { id: id('document'), maxlength: '12' });
  const birth = field('Fecha de nacimiento', { id: id('birth'), type: 'date' });
  const part = field('Parte que recibe, en %', { id: id('share'), inputmode: 'decimal', value: share });
  const element = h('fieldset', { class: 'card' }, h('legend', {}, `Persona ${number}`), [name, kinship, type, document, birth, part].map((one) => one.element));
  return {
    element,
    focus: () => name.input.focus(),
    value: () => ({
      name: name.input.value.trim(),
      documentType: type.input.value,
      documentNumber: document.input.value.trim(),
      kinship: kinship.input.value,
      share: Number(part.input.value.replace(',', '.')),
      birthDate: birth.input.value || '0001-01-01',
    }),
  };
}

function choice(label, id, options) {
  const input = h('select', { id }, Object.entries(options).map(([value, text]) => h('option', { value }, text)));
  return { element: h('div', { class: 'field' }, h('label', { for: id }, label), input), input };
}

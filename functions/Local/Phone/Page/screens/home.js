// The start screen: everything it shows comes in one call, and what to do next is the server's word.
import { button, h } from '../core/elements.js';
import * as membership from '../api/membership.js';
import { paragraph } from './parts.js';
import { screen, show, trying } from './app.js';
import { soles } from './savings.js';
import { stageOf, steps } from './stages.js';

const Buttons = {
  'start-affiliation': 'Inscribirme',
  'sign-papers': 'Ver mis papeles',
  'confirm-affiliation': 'Confirmar mi inscripción',
  'correct-affiliation': 'Ver el motivo',
};

const Services = {
  credits: 'Créditos',
  hotels: 'Hoteles',
  store: 'Tienda',
  courses: 'Cursos',
  'legal-advice': 'Asesoría legal',
};

screen('home', async ({ member }) => {
  const { name, affiliation, account, nextStep, services } = await membership.home(member);
  const { tone } = stageOf(affiliation?.status);
  return {
    title: `Hola, ${name}`,
    tab: 'home',
    content: [
      h(
        'section',
        { class: `card state-card ${tone}`, 'aria-labelledby': 'next' },
        h('h2', { id: 'next' }, nextStep.title),
        paragraph(nextStep.text),
        button(Buttons[nextStep.action] ?? 'Ver mi inscripción', trying(() => show('affiliation')), { class: nextStep.action ? 'main' : 'second' }),
      ),
      account && saved(account),
      affiliation && steps(affiliation.status),
      services.includes('credits') && button('Mis créditos', trying(() => show('credits')), { class: 'second' }),
      services.length > 0 && offered(services),
    ],
  };
});

const saved = ({ balanceCentimos, contributions }) =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'saved' },
    h('h2', { id: 'saved' }, 'Lo que tengo ahorrado'),
    paragraph(`${soles(balanceCentimos)} en ${contributions} ${contributions === 1 ? 'aporte' : 'aportes'}.`),
    button('Ver mis movimientos', trying(() => show('savings')), { class: 'second' }),
    button('Mis beneficios', trying(() => show('claims')), { class: 'second' }),
  );

const offered = (services) =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'services' },
    h('h2', { id: 'services' }, 'Para tu condición'),
    h('ul', { class: 'plain-list' }, services.map((service) => h('li', {}, Services[service] ?? service))),
    paragraph('Los iremos abriendo aquí. Por ahora, pregunta en tu oficina.', { class: 'hint' }),
  );

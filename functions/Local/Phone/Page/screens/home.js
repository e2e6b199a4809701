// The start screen: everything it shows comes in one call.
import { button, h } from '../core/elements.js';
import * as membership from '../api/membership.js';
import { paragraph } from './parts.js';
import { screen, show, trying } from './app.js';
import { stageOf } from './stages.js';

screen('home', async ({ member }) => {
  const start = await membership.home(member);
  const status = start.affiliation?.status ?? 'none';
  const stage = stageOf(status);
  return {
    title: `Hola, ${start.givenNames ?? start.member?.givenNames ?? 'docente'}`,
    tab: 'home',
    content: [
      h(
        'section',
        { class: `card state-card ${stage.tone}`, 'aria-labelledby': 'joining' },
        h('h2', { id: 'joining' }, stage.title),
        paragraph(stage.text),
        button(Next[status] ?? 'Ver mi inscripción', trying(() => show('affiliation')), { class: 'main' }),
      ),
      ...news(start),
    ],
  };
});

const Next = { none: 'Inscribirme', draft: 'Confirmar mi inscripción', 'rejected-by-payroll': 'Ver el motivo' };

const news = () => [];

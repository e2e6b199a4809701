// The benefits desk: what waits for whom, and what an officer may do about it, through the backoffice routes with a staff token.
import { button, fill, h } from '../core/elements.js';
import { call } from '../api/client.js';
import { problem } from '../screens/parts.js';
import { control } from './vendors.js';
import { staffToken } from './staff.js';

const Office = '/api/v1/benefits/backoffice';
const who = 'beneficios';
const Officers = { 'irma.beneficios': 'Irma (mesa)', 'hugo.jefatura': 'Hugo (jefatura)', 'gloria.jefatura': 'Gloria (jefatura)' };
const Queues = {
  documents: 'Documentos por revisar', calculation: 'Por calcular', review: 'Por revisar el cálculo', approval: 'Por aprobar', 'second-approval': 'Falta un segundo visto bueno',
  appeals: 'Otra revisión', heirs: 'Herederos por ubicar', urgent: 'Con poco plazo', overdue: 'Fuera de plazo',
};
const Observations = { unreadable: 'No se lee', 'wrong-document': 'Es otro documento', expired: 'Venció', 'not-yours': 'Es de otra persona' };
const Refusals = { 'documents-not-valid': 'No prueban lo que pide', 'still-in-service': 'Sigue en servicio', duplicate: 'Ya se pagó' };

/** The whole part. The phone is left alone: its owner looks again when they like. */
export function benefitsDesk() {
  const place = h('div', { class: 'office' });
  const officer = select('benefits-officer', Officers);
  const queue = select('benefits-queue', Queues);
  let presses = 0;
  /** Shows what the work brings, unless something else was pressed in the meantime. */
  const showing = (work) => async () => {
    const press = ++presses;
    try {
      const view = await work();
      if (press === presses) fill(place, view);
    } catch (failure) {
      place.prepend(problem(failure));
    }
  };
  const list = showing(() => listed(officer.value, queue.value, open));
  const open = (id) => showing(() => claimView(id, officer.value, act, list));
  const act = (id, etag, path, body) =>
    showing(async () => {
      const token = await staffToken(officer.value);
      await call({ method: 'POST', path: `${Office}/claims/${id}/${path}`, body, token, key: crypto.randomUUID(), ifMatch: etag, who });
      return claimView(id, officer.value, act, list);
    });
  return h(
    'section',
    { class: 'part', 'aria-labelledby': 'benefits-desk' },
    h('h2', { id: 'benefits-desk' }, 'Mesa de beneficios'),
    h('label', { for: 'benefits-officer' }, 'Quién trabaja'),
    officer,
    h('label', { for: 'benefits-queue' }, 'Qué lista'),
    queue,
    h('div', { class: 'tools' }, button('Ver la lista', list, { class: 'tool' })),
    place,
  );
}

const select = (id, entries) => h('select', { id }, Object.entries(entries).map(([value, label]) => h('option', { value }, label)));

async function listed(officer, queue, open) {
  const { items } = (await call({ path: `${Office}/work/${queue}?limit=100`, token: await staffToken(officer), who })).json;
  if (items.length === 0) return h('p', { class: 'said-here' }, 'Nada espera aquí.');
  return h(
    'ul',
    { class: 'work queue' },
    items.map(({ claimId, statusText, ageDays, dueOn, officer: taken }) =>
      h('li', {}, button(`${claimId.slice(0, 8)}: ${statusText}`, open(claimId), { class: 'tool' }), h('p', { class: 'hint' }, [`${ageDays} días`, dueOn && `hasta ${dueOn}`, taken && `lo tiene ${taken}`].filter(Boolean).join(' · '))),
    ),
  );
}

async function claimView(id, officer, act, back) {
  const { json: view, etag } = await call({ path: `${Office}/claims/${id}`, token: await staffToken(officer), who });
  const does = (label, path, body) => button(label, act(id, etag, path, body), { class: 'tool' });
  const may = (step) => view.steps.includes(step);
  const reason = select('refusal', Refusals);
  const reject = () => act(id, etag, 'rejection', { reason: reason.value })();
  return h(
    'section',
    { class: 'claim-view', 'aria-labelledby': 'claim-here' },
    h('h3', { id: 'claim-here' }, `${view.claim.kind}, ${id.slice(0, 8)}: ${view.claim.statusText}`),
    h('p', {}, `${view.usedWorkingDays} de ${view.allowedWorkingDays} días hábiles. ${view.officer ? `Lo tiene ${view.officer}.` : 'Nadie lo tiene.'}`),
    view.duties.length > 0 && h('p', { class: 'hint' }, view.duties.map(({ name, principal }) => `${Duties[name] ?? name}: ${name === 'requester' ? 'asociado' : principal}`).join(' · ')),
    view.figures && h('p', {}, `De la cuenta S/ ${(view.figures.fromAccount / 100).toFixed(2)}, del fondo S/ ${(view.figures.complement / 100).toFixed(2)}.`),
    h('ul', { class: 'work' }, view.claim.documents.map((paper) => paperView(paper, may('observe'), does, (body) => act(id, etag, 'observations', body)))),
    h(
      'div',
      { class: 'tools' },
      does('Tomar el caso', 'take'),
      may('calculate') && does('Calcular', 'calculation'),
      may('review') && does('Dar por revisado', 'review'),
      may('approve') && does('Aprobar', 'approval'),
      may('uphold-appeal') && does('Dar la razón', 'appeal-decision', { uphold: true }),
      may('dismiss-appeal') && does('Mantener el rechazo', 'appeal-decision', { uphold: false }),
    ),
    may('reject') && h('div', { class: 'tools' }, h('label', { for: 'refusal' }, 'Motivo del rechazo'), reason, button('Rechazar', reject, { class: 'tool' })),
    h('div', { class: 'tools' }, button('Volver a la lista', back, { class: 'tool' })),
  );
}

const Duties = { requester: 'pidió', calculator: 'calculó', approver: 'aprobó', 'second-approver': 'aprobó también' };
const Papers = { missing: 'falta', received: 'por revisar', accepted: 'está bien', observed: 'observado' };

function paperView({ code, name, status }, open, does, observe) {
  const reason = select(`observe-${code}`, Observations);
  const send = () => observe({ items: { [code]: reason.value } })();
  return h(
    'li',
    { 'data-paper': code },
    h('p', {}, `${name}: ${Papers[status]}`),
    open &&
      status === 'received' &&
      h('div', { class: 'tools' }, does('Está bien', `documents/${code}/accept`), h('label', { for: reason.id, class: 'unseen' }, `Qué tiene: ${name}`), reason, button('Observar', send, { class: 'tool' })),
  );
}

/** Six months of contributions, so that there is something to claim. */
export const save = (member) =>
  control('POST', '/_local/payroll/contributions', { dni: member.person.dni, months: 6, centimos: 2750 }).then(() => 'La planilla dejó seis archivos de aportes; en unos segundos están en la cuenta.');

export const bankReturns = () =>
  control('PUT', '/_local/bank/script', { rejectNext: 1, reason: 'account-closed' }).then(() => 'El banco devolverá el próximo pago.');

export const bankTells = () => control('POST', '/_local/bank/notices').then(() => 'El banco avisó lo que tenía pendiente.');

// The desk beside the phone: whose phone it is, what state to bring them to, what the vendors do, where everything else is.
import { button, fill, h, announce } from '../core/elements.js';
import { signal } from '../core/signal.js';
import { app } from '../screens/app.js';
import { problem } from '../screens/parts.js';
import { states } from './states.js';
import { loadRegister } from './staff.js';
import * as credits from './credits.js';
import * as faces from './faces.js';
import * as payroll from './payroll.js';
import * as vendors from './vendors.js';
import * as benefits from './benefits.js';

export function showDesk({ people, choose, refresh }) {
  const said = h('div', { role: 'status', class: 'said' });
  const say = (text) => fill(said, h('p', {}, text));
  const doing = (label, work) => async () => {
    say(`${label} …`);
    try {
      const outcome = await work();
      say(outcome ?? `${label}: listo.`);
      announce(outcome ?? `${label}: listo`);
    } catch (failure) {
      fill(said, problem(failure));
    }
  };
  const act = (label, work) => button(label, doing(label, work), { class: 'tool' });
  const answer = (label, work) => act(label, () => work(app.member).then((outcome) => refresh().then(() => outcome)));
  fill(
    document.getElementById('desk'),
    h('h1', { class: 'title' }, 'Mesa de pruebas'),
    h('p', {}, 'El teléfono usa solo la API pública. Esta mesa mueve a los demás: el padrón, el operador de SMS y la planilla.'),
    said,
    part('Padrón', act('Cargar el padrón de muestra', () => loadRegister(say))),
    whose(people, choose, doing),
    part('Llevar a un estado', ...states.map(({ label, reach }) => act(label, () => reach(app.member, say).then(() => refresh()).then(() => `${label}: listo.`)))),
    part('Señal', signalSwitch()),
    part('SMS', act('El operador no responde (30 veces)', vendors.smsDown), act('El operador vuelve', vendors.smsBack), act('El informe llega dos veces', vendors.smsTwice), act('El próximo SMS no llega', vendors.smsLost)),
    part('Rostros', act('Los oficiales dicen: es la misma persona', faces.accepted), act('Los oficiales dicen: no lo es', faces.refused), act('El servicio de rostros no responde', faces.down), act('El servicio no está aprobado', faces.notApproved)),
    part('Planilla de la UGEL', answer('La planilla aplica el descuento', payroll.applied), answer('La planilla rechaza el descuento', payroll.rejected)),
    part('Aportes y banco', answer('Seis meses de aportes', benefits.save), act('El banco devuelve el próximo pago', benefits.bankReturns), act('El banco avisa lo pendiente', benefits.bankTells)),
    benefits.benefitsDesk(),
    part('Créditos', answer('Elena carga una oferta', credits.offerTo)),
    links(),
  );
}

const part = (title, ...children) => h('section', { class: 'part' }, h('h2', {}, title), h('div', { class: 'tools' }, children));

function whose(people, choose, doing) {
  const select = h(
    'select',
    { id: 'person' },
    people.map((person) => h('option', { value: person.dni }, `${person.givenNames} ${person.familyNames} · ${person.dni} · ${person.note}`)),
  );
  const chosen = () => people.find((person) => person.dni === select.value);
  select.addEventListener('change', () => doing('Cambiar de teléfono', () => choose(chosen()))());
  document.addEventListener('chosen', (event) => (select.value = event.detail));
  return h('section', { class: 'part' }, h('h2', {}, 'De quién es el teléfono'), h('label', { for: 'person' }, 'Persona de muestra'), select);
}

function signalSwitch() {
  const box = h('input', { type: 'checkbox', id: 'cut' });
  box.addEventListener('change', () => (signal.cut = box.checked));
  return h('div', { class: 'check' }, box, h('label', { for: 'cut' }, 'Cortar la señal de este teléfono'));
}

const links = () =>
  h(
    'nav',
    { class: 'part', 'aria-labelledby': 'links' },
    h('h2', { id: 'links' }, 'Más'),
    h(
      'ul',
      {},
      [
        ['/api/v1/platform/docs', 'Referencia de la API'],
        ['/api/v1/platform/openapi.json', 'OpenAPI 3.1'],
        ['/_local/estado', 'Colas, tareas y personal de ejemplo'],
        ['/_local/oidc/.well-known/openid-configuration', 'Inicio de sesión del personal'],
        ['/api/v1/platform/health/ready', 'Salud de las dependencias'],
      ].map(([address, label]) => h('li', {}, h('a', { href: address }, label))),
    ),
  );

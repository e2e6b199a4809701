// The phone: one screen at a time, a way back, and the message that drops in from above.
import { announce, fill, h } from '../core/elements.js';
import { signal } from '../core/signal.js';
import { listen as onText } from '../api/sms.js';
import { problem } from './parts.js';

const place = document.getElementById('screen');
const banner = document.getElementById('banner');
const waiting = document.getElementById('waiting');
const tabs = document.getElementById('tabs');
const screens = new Map();
const MostDropped = 3;
let bannerTimer = 0;

export const app = { member: null, home: null };

/** Makes a screen known: `render(app, given)` returns its heading, its content and the tab it belongs to. */
export const screen = (name, render) => screens.set(name, render);

let wishes = 0;

/** Shows a screen and puts the focus on its heading, where a reader begins. One that was wished for later wins, however slow this one is. */
export async function show(name, given = {}) {
  const wish = ++wishes;
  const { title, content, tab } = await screens.get(name)(app, given);
  if (wish !== wishes) return;
  const heading = h('h1', { tabindex: '-1', id: 'heading' }, title);
  fill(place, heading, content);
  place.dataset.screen = name;
  place.scrollTop = 0;
  showTabs(tab);
  document.getElementById('frame').scrollTop = 0;
  heading.focus({ preventScroll: true });
}

/** What went wrong, above the content, read out at once. */
export function showProblem(failure) {
  place.querySelector('.problem')?.remove();
  const said = problem(failure);
  place.querySelector('h1')?.after(said);
  said.focus({ preventScroll: false });
}

/** Runs the work of a button and shows what goes wrong. */
export const trying = (work) => async () => {
  place.querySelector('.problem')?.remove();
  try {
    await work();
  } catch (failure) {
    showProblem(failure);
  }
};

function showTabs(current) {
  tabs.hidden = !current;
  const entries = [['home', 'Inicio'], ['affiliation', 'Inscripción'], ['texts', 'Mensajes'], ['account', 'Mi cuenta']];
  fill(
    tabs,
    entries.map(([name, label]) =>
      h('button', { type: 'button', 'aria-current': name === current ? 'page' : null, onclick: trying(() => show(name)) }, label),
    ),
  );
}

/** The newest on top; what came while nobody has closed the notice stays below it. */
onText((text) => {
  clearTimeout(bannerTimer);
  const earlier = banner.hidden ? [] : [...banner.querySelectorAll('.dropped')].slice(0, MostDropped - 1);
  for (const one of earlier) one.querySelector('button')?.remove();
  fill(banner, dropped(text), ...earlier, h('button', { type: 'button', class: 'plain', onclick: () => (banner.hidden = true) }, 'Cerrar aviso'));
  banner.hidden = false;
  announce(`Mensaje de ${text.from}: ${text.message}`);
  bannerTimer = setTimeout(() => (banner.hidden = true), 20_000);
});

const dropped = ({ from, message }) =>
  h('div', { class: 'dropped' }, h('p', {}, h('strong', {}, from), h('span', { class: 'when' }, ' · ahora')), h('p', { class: 'sms' }, message), offer(message));

/** A telephone offers the code of a message to the field that waits for one. */
function offer(message) {
  const code = /\b\d{6}\b/.exec(message)?.[0] ?? dictated(message);
  const write = () => {
    banner.hidden = true;
    const field = document.getElementById('code');
    if (!field) return;
    field.value = code;
    field.focus();
  };
  return code && h('button', { type: 'button', class: 'plain', onclick: write }, 'Escribir el código');
}

const Digits = ['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve'];

/** The digits of a call, which are said as words. */
function dictated(message) {
  const digits = /Anota\. ((?:\w+\. ){6})/.exec(message)?.[1].trim().split(' ').map((word) => Digits.indexOf(word.slice(0, -1)));
  return digits?.every((digit) => digit >= 0) ? digits.join('') : undefined;
}

/** Says that a command waits; it is sent by itself, under the same key, as soon as there is a signal. */
export function showWaiting(isWaiting) {
  waiting.hidden = !isWaiting;
  if (isWaiting) waiting.textContent = 'Sin respuesta por ahora. Guardamos tu pedido y lo enviamos apenas vuelva la señal. No lo repitas.';
}

export function showSignal() {
  const sign = document.getElementById('signal');
  sign.textContent = signal.on ? 'Con señal' : 'Sin señal';
  sign.dataset.on = String(signal.on);
}

signal.listen(showSignal);

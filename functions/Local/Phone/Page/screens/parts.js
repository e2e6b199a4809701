// Pieces that several screens are made of.
import { h } from '../core/elements.js';

/** A labelled field; `hint` is read with the label. */
export function field(label, { id, hint, ...properties }) {
  const input = h('input', { id, name: id, 'aria-describedby': hint ? `${id}-hint` : null, autocomplete: 'off', ...properties });
  const element = h('div', { class: 'field' }, h('label', { for: id }, label), hint && h('p', { id: `${id}-hint`, class: 'hint' }, hint), input);
  return { element, input };
}

/** A form whose button is also the Enter key. */
export function form(label, work, ...children) {
  const send = h('button', { type: 'submit', class: 'main' }, label);
  let busy = false;
  return h(
    'form',
    {
      novalidate: true,
      onsubmit: async (event) => {
        event.preventDefault();
        if (busy) return;
        busy = true;
        send.setAttribute('aria-disabled', 'true');
        try {
          await work();
        } finally {
          busy = false;
          send.removeAttribute('aria-disabled');
        }
      },
    },
    children,
    send,
  );
}

export const paragraph = (text, properties = {}) => h('p', properties, text);

/** A label and its value, for a summary. */
export const facts = (rows) =>
  h('dl', { class: 'facts' }, rows.filter(([, value]) => value).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));

/** A problem as RFC 9457 brings it: what happened, what to do, and the code for whoever is asked for help. */
export function problem(failure) {
  const { title, detail } = failure.problem ?? {};
  return h(
    'div',
    { class: 'problem', role: 'alert', tabindex: '-1' },
    h('p', { class: 'what' }, title ?? 'No pudimos terminar'),
    h('p', {}, detail ?? (failure.problem ? '' : 'No hay señal o el servicio no responde. Espera un momento y toca otra vez el botón.')),
    failure.code && h('p', { class: 'code' }, `Código para soporte: ${failure.code}`),
  );
}

const Dates = new Intl.DateTimeFormat('es-PE', { dateStyle: 'long', timeZone: 'America/Lima' });
const Times = new Intl.DateTimeFormat('es-PE', { dateStyle: 'long', timeStyle: 'short', timeZone: 'America/Lima' });

/** A day without an hour: noon in Lima, so that no time zone makes it the day before. */
export const onDay = (text) => (text ? Dates.format(new Date(`${text}T12:00:00-05:00`)) : '');
export const onDate = (text) => (text ? Dates.format(new Date(text)) : '');
export const atTime = (text) => (text ? Times.format(new Date(text)) : '');

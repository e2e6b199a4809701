// The developer's drawer: each exchange with the API, newest first, tokens shortened.
import { fill, h } from '../core/elements.js';
import { exchanges, listen } from '../api/exchanges.js';

export function showDrawer() {
  const list = h('ol', { class: 'exchanges', reversed: true });
  const sum = h('p', { class: 'hint' });
  fill(
    document.getElementById('drawer'),
    h('h1', { class: 'title' }, 'Intercambios con la API'),
    h('p', {}, 'Lo que este teléfono envía y recibe. Las llaves se muestran cortadas.'),
    sum,
    list,
  );
  const show = (entry) => {
    list.prepend(row(entry));
    const bytes = exchanges.reduce((total, one) => total + one.bytes, 0);
    sum.textContent = `${exchanges.length} intercambios, ${(bytes / 1024).toFixed(1)} KiB en cuerpos`;
  };
  exchanges.forEach(show);
  listen(show);
}

function row({ number, who, method, path, status, milliseconds, sent, received }) {
  const tone = status === 0 ? 'none' : status < 400 ? 'ok' : 'no';
  return h(
    'li',
    { value: String(number) },
    h(
      'details',
      {},
      h(
        'summary',
        {},
        h('span', { class: `status ${tone}` }, status === 0 ? 'sin respuesta' : String(status)),
        h('span', { class: 'line' }, ` ${method} ${path}`),
        h('span', { class: 'hint' }, ` ${who}, ${milliseconds} ms`),
      ),
      side('Enviado', sent),
      side('Recibido', received),
    ),
  );
}

const side = (title, { headers, body }) =>
  h(
    'div',
    { class: 'side' },
    h('h2', {}, title),
    h('pre', { tabindex: '0', 'aria-label': title }, [...headers.map(([name, value]) => `${name}: ${value}`), '', body].join('\n').trim() || '(nada)'),
  );

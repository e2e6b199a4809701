// What went over the wire, for the developer's drawer. Secrets are shortened before they are kept.

const Noted = ['authorization', 'dpop', 'idempotency-key', 'if-match', 'content-type', 'retry-after', 'etag', 'dpop-nonce', 'location', 'www-authenticate'];
const Secrets = new Set(['accessToken', 'refreshToken', 'access_token']);
const Longest = 200;
const heard = new EventTarget();
const encoder = new TextEncoder();

export const exchanges = [];

/** Keeps one exchange; `response` is null when nobody answered. */
export function note({ method, path, headers, body, response, text, started, who }) {
  const entry = {
    number: (exchanges.at(-1)?.number ?? 0) + 1,
    who,
    method,
    path,
    status: response?.status ?? 0,
    milliseconds: Math.round(performance.now() - started),
    sent: { headers: noted(new Headers(headers)), body: shown(body) },
    received: response ? { headers: noted(response.headers), body: shown(text) } : { headers: [], body: '' },
    bytes: size(body) + size(text),
  };
  exchanges.push(entry);
  if (exchanges.length > Longest) exchanges.shift();
  heard.dispatchEvent(new CustomEvent('note', { detail: entry }));
}

export const listen = (handler) => heard.addEventListener('note', (event) => handler(event.detail));

const size = (text) => encoder.encode(text ?? '').length;

const noted = (headers) => Noted.filter((name) => headers.has(name)).map((name) => [name, shortened(headers.get(name))]);

/** A token is recognised by its first letters and its last ones; that is all anybody needs to see. */
const shortened = (text) => (text.length > 60 ? `${text.slice(0, 18)}…${text.slice(-6)}` : text);

function shown(text) {
  if (!text) return '';
  try {
    return JSON.stringify(JSON.parse(text), (name, value) => (Secrets.has(name) ? shortened(value) : value), 2);
  } catch {
    return text.length > 600 ? `${text.slice(0, 600)}…` : text;
  }
}

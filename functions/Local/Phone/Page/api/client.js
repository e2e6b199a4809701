// One HTTP client for everything the phone asks: it proves the device, shows the token, and repeats a command under its own key until
// somebody has answered it, however often the signal fails.
import { signal } from '../core/signal.js';
import { learnNonce, proof } from './device.js';
import { note } from './exchanges.js';

const Patience = [500, 1000, 2000, 4000, 8000];

/** An answer that is no success; `problem` is its RFC 9457 body. */
export class Refusal extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    Object.assign(this, { status, problem, code: problem.code ?? '', retryAfter });
  }
}

/** Nobody answered. */
export class NoAnswer extends Error {}

/**
 * @param {object} ask method, path, body, who (for the drawer)
 * @param {object} ask.device key that proves the request, or null
 * @param {string} ask.token access token, or null
 * @param {string} ask.key Idempotency-Key of a command; with it the request is repeated until it is answered
 * @param {string} ask.ifMatch ETag that the command was decided on
 * @param {(again: boolean) => void} ask.onWaiting told when the command has to wait for a signal
 */
export async function call(ask) {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await proved(ask);
      if (attempt) ask.onWaiting?.(false);
      return answer;
    } catch (failure) {
      const passing = failure instanceof NoAnswer || failure.status === 503 || failure.status === 502 || failure.status === 504;
      if (!passing || !ask.key) throw failure;
      ask.onWaiting?.(true);
      await signal.back(Patience[Math.min(attempt, Patience.length - 1)]);
    }
  }
}

/** A proof with an old nonce is refused once, with the new nonce in the answer. */
async function proved(ask) {
  try {
    return await once(ask);
  } catch (failure) {
    if (failure.code !== 'platform.device-proof-nonce') throw failure;
    return once(ask);
  }
}

async function once({ method = 'GET', path, body, device, token, key, ifMatch, digest, type = 'application/json', as, who = 'teléfono' }) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = type;
  if (device) headers.DPoP = await proof(device, method, path);
  if (token) headers.Authorization = `Bearer ${token}`;
  if (key) headers['Idempotency-Key'] = key;
  if (ifMatch) headers['If-Match'] = ifMatch;
  if (digest) headers['Content-Digest'] = digest;
  const content = body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const started = performance.now();
  const exchange = { method, path, headers, body: body instanceof Uint8Array ? `(${body.length} bytes)` : content, started, who };
  const response = await reach(path, { method, headers, body: content, cache: method === 'GET' ? 'no-cache' : 'no-store' }, exchange);
  const blob = as === 'blob' && response.ok ? await response.blob() : null;
  const text = blob ? `(${blob.size} bytes)` : await response.text();
  note({ ...exchange, response, text });
  learnNonce(response);
  const json = parsed(text);
  if (!response.ok) throw new Refusal(response.status, json ?? {}, Number(response.headers.get('Retry-After') ?? 0));
  return { status: response.status, json, blob, etag: response.headers.get('ETag'), location: response.headers.get('Location') };
}

async function reach(path, request, exchange) {
  try {
    if (!signal.on) throw new TypeError('no signal');
    return await fetch(path, request);
  } catch (failure) {
    note({ ...exchange, response: null, text: '' });
    throw new NoAnswer(failure.message);
  }
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

// The phone's own key (P-256, never leaves the browser) and the proofs it signs: DPoP, RFC 9449, with the server's nonce.
import { kept } from '../core/kept.js';

const encoder = new TextEncoder();
const Algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
let nonce = '';

/** Every answer may bring the nonce of the next proof. */
export const learnNonce = (response) => (nonce = response.headers.get('DPoP-Nonce') ?? nonce);

/** The key of this phone, made the first time. */
export async function device(phone) {
  const place = `device/${phone}`;
  const known = await kept.get(place);
  if (known) return known;
  const pair = await crypto.subtle.generateKey(Algorithm, false, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const made = { privateKey: pair.privateKey, jwk: { kty, crv, x, y } };
  await kept.put(place, made);
  return made;
}

/** A proof for one request: method, address, nonce and an id of its own. */
export async function proof(key, method, path) {
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk };
  const claims = {
    jti: crypto.randomUUID(),
    htm: method,
    htu: new URL(path, location.origin).href.split(/[?#]/)[0],
    iat: Math.floor(Date.now() / 1000),
    ...(nonce ? { nonce } : {}),
  };
  const signed = `${part(header)}.${part(claims)}`;
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, encoder.encode(signed));
  return `${signed}.${base64Url(new Uint8Array(signature))}`;
}

const part = (value) => base64Url(encoder.encode(JSON.stringify(value)));

const base64Url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

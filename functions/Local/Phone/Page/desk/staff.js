// What staff do in this play: Ana signs in and sends the register, through the backoffice routes like any officer.
import { call } from '../api/client.js';

const Imports = '/api/v1/membership/backoffice/register-imports';
const who = 'personal';
const encoder = new TextEncoder();

export async function staffToken(officer = 'ana.registro') {
  const body = `grant_type=password&username=${encodeURIComponent(officer)}`;
  const { json } = await call({ method: 'POST', path: '/_local/oidc/token', body, type: 'application/x-www-form-urlencoded', who });
  return json.access_token;
}

/** Sends the sample register block by block and waits until it has been taken over. */
export async function loadRegister(say) {
  const file = encoder.encode(await (await fetch('/_local/telefono/padron.csv')).text());
  const token = await staffToken();
  const announced = { length: file.length, sha256: hex(await digest(file)) };
  let { json: view } = await call({ method: 'POST', path: Imports, body: announced, token, key: crypto.randomUUID(), who });
  while (typeof view.nextBlock === 'number') {
    view = await block(view, file, token);
  }
  const until = Date.now() + 60_000;
  while (view.status !== 'finished' && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    view = (await call({ path: `${Imports}/${view.id}`, token, who })).json;
    say(`Padrón: ${view.registered + view.unchanged + view.updated} docentes …`);
  }
  return `Padrón cargado: ${view.registered} nuevos, ${view.unchanged} sin cambio, ${view.rejected} observados.`;
}

async function block(view, file, token) {
  const bytes = file.slice(view.nextBlock * view.blockBytes, (view.nextBlock + 1) * view.blockBytes);
  const response = await fetch(`${Imports}/${view.id}/blocks/${view.nextBlock}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'Content-Digest': `sha-256=:${base64(await digest(bytes))}:` },
    body: bytes,
  });
  if (!response.ok) throw new Error(`El bloque ${view.nextBlock} del padrón dio ${response.status}`);
  return response.json();
}

const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

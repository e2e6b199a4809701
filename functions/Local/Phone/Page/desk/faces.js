// Officers who look at faces, and the vendor of faces told what to do next.
import { call } from '../api/client.js';
import { control } from './vendors.js';
import { staffToken } from './staff.js';

const Reviews = '/api/v1/identity/backoffice/face-reviews';
const Officers = ['gloria.identidad', 'hugo.identidad'];
const who = 'personal';

/** Both officers give their word on the photo that waits longest. */
async function vote(decision) {
  const tokens = await Promise.all(Officers.map((officer) => staffToken(officer)));
  const [first] = (await call({ path: Reviews, token: tokens[0], who })).json.items;
  if (!first) return 'Ninguna foto espera.';
  let view = first;
  for (const token of tokens) {
    const path = `${Reviews}/${encodeURIComponent(first.id)}/votes`;
    view = (await call({ method: 'POST', path, body: { decision }, token, key: crypto.randomUUID(), who })).json;
  }
  return `Foto de ${first.purpose === 'enrolment' ? 'referencia' : 'trámite'}: ${view.outcome}.`;
}

export const accepted = () => vote('match');
export const refused = () => vote('no-match');

export const down = () => control('POST', '/_local/face/faults', { kind: 'Unavailable', times: 3 }).then(() => 'El servicio de rostros no responde una vez.');

export const notApproved = () =>
  control('POST', '/_local/face/faults', { kind: 'NotApproved', times: 1 }).then(() => 'El servicio no está aprobado: sigue con personas.');

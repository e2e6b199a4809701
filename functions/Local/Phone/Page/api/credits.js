// The member's part of the Credits context, and of Contracts where a credit is signed. Every command takes its key from the screen.
import { call } from './client.js';
import { consentTexts } from './membership.js';

const Credits = '/api/v1/credits';
const Documents = '/api/v1/contracts/documents';
const Identity = '/api/v1/identity';

const read = async (member, path) => (await member.ask('GET', path)).json;
const send = async (member, path, body, key) => (await member.ask('POST', path, body, { key })).json;

/** Public: what a credit would cost; nothing is kept. */
export const simulate = async (wish) => (await call({ method: 'POST', path: `${Credits}/simulations`, body: wish })).json;

/** The summary sheet of a simulation as a file to keep. */
export async function sheet(wish) {
  const answer = await fetch(`${Credits}/simulations/sheet`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/pdf' },
    body: JSON.stringify(wish),
  });
  if (!answer.ok) throw Object.assign(new Error('sheet'), { problem: await answer.json().catch(() => ({})) });
  return answer.blob();
}

export const offers = (member) => read(member, `${Credits}/offers`);
export const offer = (member, id) => read(member, `${Credits}/offers/${id}`);
export const dismiss = (member, id, key) => send(member, `${Credits}/offers/${id}/dismiss`, undefined, key);
export const take = (member, id, wish, key) => send(member, `${Credits}/offers/${id}/accept`, wish, key);
export const wantOffers = (member, wantsOffers, key) => send(member, `${Credits}/offers/consent`, { wantsOffers }, key);

export const requests = async (member) => (await read(member, `${Credits}/requests`)).items;
export const request = (member, id) => read(member, `${Credits}/requests/${id}`);
export const timeline = (member, id) => read(member, `${Credits}/requests/${id}/timeline`);
export const start = (member, wish, key) => send(member, `${Credits}/requests`, wish, key);
export const submit = (member, id, key) => send(member, `${Credits}/requests/${id}/submit`, undefined, key);
export const askReview = (member, id, key) => send(member, `${Credits}/requests/${id}/review`, undefined, key);
export const withdraw = (member, id, key) => send(member, `${Credits}/requests/${id}/withdraw`, undefined, key);
export const accept = (member, id, termsHash, key) => send(member, `${Credits}/requests/${id}/accept`, { termsHash }, key);

export const contract = (member, id) => read(member, `${Documents}/${id}`);
export const link = (member, id) => read(member, `${Documents}/${id}/link`);
export const sign = (member, id, challengeId, code, key) => send(member, `${Documents}/${id}/sign`, { challengeId, code }, key);

/** A code for one act, named by its operation and parts. */
export const askForCode = (member, act, key) => send(member, `${Identity}/challenges`, act, key);
export const resendCode = (member, id, key) => send(member, `${Identity}/challenges/${encodeURIComponent(id)}/resend`, undefined, key);

/** Begins to show a face for one act. */
export async function beginFace(member, act, key) {
  const { version, hash } = (await consentTexts()).find((text) => text.purpose === 'biometrics');
  return send(member, `${Identity}/face-sessions`, { ...act, consent: { textVersion: version, textHash: hash } }, key);
}

export const loans = (member) => read(member, `${Credits}/loans`);
export const statement = (member, id) => read(member, `${Credits}/loans/${id}/statement`);
export const pay = (member, id, amountCentimos, purpose, key) => send(member, `${Credits}/loans/${id}/payments`, { amountCentimos, purpose }, key);
export const payment = (member, id) => read(member, `${Credits}/payments/${id}`);

/** The payment page of this laptop's gateway: somebody pays there. */
export const payAtGateway = (checkoutUrl) =>
  fetch(`/_local/credit/checkouts/${new URL(checkoutUrl).pathname.split('/').pop()}/pay`, { method: 'POST' });

export const certificates = (member) => read(member, `${Credits}/certificates`);
export const askForCertificate = (member, key) => send(member, `${Credits}/certificates`, undefined, key);
export const certificateLink = (member, path) => read(member, path);

/** One try of the camera; what the vendor's kit saw is asked of the server. */
export async function showFace(member, session, kind, key) {
  const kit = await fetch(`/_local/face/tries/${member.person.dni}/${kind}`, { method: 'POST', headers: { Authorization: `Bearer ${session.token}` } });
  const digest = kit.ok ? (await kit.json()).digest : undefined;
  return send(member, `${Identity}/face-sessions/${session.sessionId}/result`, { digest }, key);
}

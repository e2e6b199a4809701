// The member's face: consent, reference photo, verification for one act. The camera and the vendor's liveness kit are sample photos here.
import { consentTexts } from './membership.js';

const Identity = '/api/v1/identity';
const Practice = { operation: 'identity.try-face', parts: ['practice'] };

/** What can be held before the camera of a laptop, and what each is for a person. */
export const SamplePhotos = [
  ['persona', 'Tu rostro'],
  ['otra', 'Otra persona'],
  ['sinrostro', 'Sin rostro'],
  ['impresa', 'Una foto impresa'],
  ['mascarilla', 'Con mascarilla'],
  ['borrosa', 'Movida y oscura'],
];

/** The words of today that biometrics are allowed with. */
export const consent = async () => (await consentTexts()).find((text) => text.purpose === 'biometrics');

export const photoAddress = (member, kind) => `/_local/face/photos/${member.person.dni}/${kind}.png`;

/** Begins a verification for an act; `officers` asks for people instead of the camera. */
export const begin = async (member, text, officers, key, act = Practice) =>
  (await member.ask('POST', `${Identity}/face-sessions`, { ...act, officers, consent: shown(text) }, { key })).json;

/** One try of the liveness kit, then the outcome as the server learned it from the vendor. */
export async function tryCamera(member, session, kind, key) {
  const kit = await fetch(`/_local/face/tries/${member.person.dni}/${kind}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${session.token}` },
  });
  const digest = kit.ok ? (await kit.json()).digest : undefined;
  return (await member.ask('POST', `${Identity}/face-sessions/${session.sessionId}/result`, { digest }, { key })).json;
}

export const stand = async (member, id) => (await member.ask('GET', `${Identity}/face-sessions/${id}`)).json;

export const photoOf = async (member, kind) => new Uint8Array(await (await fetch(photoAddress(member, kind))).arrayBuffer());

export async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends the photo of a session. */
export async function sendPhoto(member, id, bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const told = `sha-256=:${btoa(String.fromCharCode(...digest))}:`;
  return (await member.ask('PUT', `${Identity}/face-sessions/${id}/photo`, bytes, { digest: told, type: 'image/png' })).json;
}

/** A code for this very photo. */
export const askForCode = async (member, hash, key) =>
  (await member.ask('POST', `${Identity}/challenges`, { operation: 'identity.enrol-face', parts: [hash] }, { key })).json;

export const enrol = async (member, challengeId, code, photoSha256, text, key) =>
  (await member.ask('POST', `${Identity}/face-enrolments`, { challengeId, code, photoSha256, consent: shown(text) }, { key })).json;

const shown = ({ version, hash }) => ({ textVersion: version, textHash: hash });

// The member's part of the Benefits context: claims, their papers, their steps. Every command takes its key from the screen that wishes it.
const Claims = '/api/v1/benefits/claims';
const Challenges = '/api/v1/identity/challenges';
const at = (id) => `${Claims}/${encodeURIComponent(id)}`;

export const claims = async (member) => (await member.ask('GET', Claims)).json;

export const claim = async (member, id) => (await member.ask('GET', at(id))).json;

export const timeline = async (member, id) => (await member.ask('GET', `${at(id)}/timeline`)).json;

/** A code for this very claim: another date, amount or account needs another. */
export const askForCode = async (member, { kind, eventOn, cci, undueCentimos }, key) =>
  (
    await member.ask(
      'POST',
      Challenges,
      { operation: 'benefits.register-claim', parts: [member.id, kind.toLowerCase(), eventOn, cci, String(undueCentimos ?? 0)] },
      { key },
    )
  ).json;

export const register = async (member, wish, challengeId, code, key) =>
  (await member.ask('POST', Claims, { ...wish, challengeId, code }, { key })).json;

/** What would be refused anyhow is refused before a code is spent on it: all but the code must be right. */
export async function check(member, wish) {
  try {
    await register(member, wish, undefined, undefined, crypto.randomUUID());
  } catch (failure) {
    if (failure.code !== 'platform.assurance-missing') throw failure;
  }
}

/** `submit`, `cancel` or `appeal`. */
export const move = async (member, id, step, key) => (await member.ask('POST', `${at(id)}/${step}`, undefined, { key })).json;

/** A code for this very account. */
export const askAccountCode = async (member, id, cci, key) =>
  (await member.ask('POST', Challenges, { operation: 'benefits.correct-account', parts: [id, cci] }, { key })).json;

export const correctAccount = async (member, id, cci, challengeId, code, key) =>
  (await member.ask('POST', `${at(id)}/account`, { cci, challengeId, code }, { key })).json;

/** Announces a paper with its length and hash, then sends it block by block; each block proves itself. */
export async function upload(member, id, code, file, key) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const announced = { code, length: bytes.length, sha256: hex(await digest(bytes)), contentType: file.type };
  let view = (await member.ask('POST', `${at(id)}/documents`, announced, { key })).json;
  while (typeof view.nextBlock === 'number') {
    const block = bytes.slice(view.nextBlock * view.blockBytes, (view.nextBlock + 1) * view.blockBytes);
    const told = `sha-256=:${base64(await digest(block))}:`;
    const path = `${at(id)}/documents/${code}/${view.uploadId}/blocks/${view.nextBlock}`;
    view = (await member.ask('PUT', path, block, { digest: told, type: 'application/octet-stream' })).json;
  }
}

const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

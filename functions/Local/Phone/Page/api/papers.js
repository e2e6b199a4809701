// The member's papers in the Contracts context: read, signed, listed. The PDF leaves through a short-lived address of its own.
import { call } from './client.js';
import { hashOf } from './face.js';

const Contracts = '/api/v1/contracts';
const address = (id) => `${Contracts}/documents/${encodeURIComponent(id)}`;

export const list = async (member) => (await member.ask('GET', `${Contracts}/documents`)).json.items;

export const read = async (member, id) => (await member.ask('GET', address(id))).json;

/** Where the PDF can be fetched for a few minutes; null while its seal is on the way. */
export async function link(member, id) {
  try {
    return (await member.ask('GET', `${address(id)}/link`)).json;
  } catch (failure) {
    if (failure.code === 'contracts.document-not-ready') return null;
    throw failure;
  }
}

export const present = async (member, key) =>
  (await member.ask('POST', '/api/v1/membership/affiliations/current/papers', undefined, { key })).json;

export const draftLetter = async (member, primary, key) =>
  (await member.ask('POST', `${Contracts}/beneficiary-letters`, { primary }, { key })).json;

/** Public: whether a copy of the paper with this code is the one that the fund keeps; only its hash leaves the phone. */
export async function compare(code, file) {
  const sha256 = await hashOf(await file.arrayBuffer());
  return (await call({ path: `${verifyAddress(code)}?sha256=${sha256}` })).json;
}

export const verifyAddress = (code) => `${Contracts}/verify/${encodeURIComponent(code)}`;

/** A code for the very bytes of the paper. */
export const askForCode = async (member, act, key) => (await member.ask('POST', '/api/v1/identity/challenges', act, { key })).json;

export const sign = async (member, id, challengeId, code, key) =>
  (await member.ask('POST', `${address(id)}/sign`, { challengeId, code }, { key })).json;

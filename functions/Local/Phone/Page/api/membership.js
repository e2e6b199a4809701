// The member's part of the Membership context. Every command takes its Idempotency-Key from the screen that wishes it.
import { call } from './client.js';

const Membership = '/api/v1/membership';
const Current = `${Membership}/affiliations/current`;

export const home = async (member) => (await member.ask('GET', `${Membership}/me/home`)).json;

export const me = async (member) => (await member.ask('GET', `${Membership}/me`)).json;

/** The member's affiliation, or null before the first. */
export async function affiliation(member) {
  try {
    return (await member.ask('GET', Current)).json;
  } catch (failure) {
    if (failure.status === 404) return null;
    throw failure;
  }
}

/** Public: the very words that a consent is given to, with their version and hash. */
export const consentTexts = async () => (await call({ path: `${Membership}/consent-texts` })).json;

export const start = async (member, consents, key) =>
  (
    await member.ask(
      'POST',
      `${Membership}/affiliations`,
      {
        acquisition: { strategy: 'school' },
        consents: consents.map(({ purpose, version, hash }) => ({ purpose, textVersion: version, textHash: hash })),
      },
      { key },
    )
  ).json;

/** A code for this very act: joining in this round, having agreed to these texts. */
export const askForCode = async (member, wanted, key) =>
  (
    await member.ask(
      'POST',
      '/api/v1/identity/challenges',
      { operation: wanted.confirmation.operation, parts: wanted.confirmation.parts ?? parts(member, wanted) },
      { key },
    )
  ).json;

export const resendCode = (member, challengeId, key) =>
  member.ask('POST', `/api/v1/identity/challenges/${encodeURIComponent(challengeId)}/resend`, undefined, { key });

export const confirm = async (member, challengeId, code, key) =>
  (await member.ask('POST', `${Current}/confirm`, { challengeId, code }, { key })).json;

export const correct = async (member, key) => (await member.ask('POST', `${Current}/correct`, undefined, { key })).json;

export const cancel = async (member, key) => (await member.ask('POST', `${Current}/cancel`, undefined, { key })).json;

const parts = (member, { round, consents }) => [member.id, String(round), ...consents.map((consent) => consent.textHash)];

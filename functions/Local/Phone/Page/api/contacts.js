// How the fund reaches the member, what the member allows, and what was done with their data.
const Me = '/api/v1/membership/me';

export const contacts = async (member) => {
  const { json, etag } = await member.ask('GET', `${Me}/contacts`);
  return { ...json, etag };
};

/** Names a number. `etag` is the version that was on the screen: whoever changed it in between is not overwritten. */
export const propose = async (member, phone, etag, key) =>
  (await member.ask('POST', `${Me}/contacts/phone`, { phone }, { key, ifMatch: etag })).json;

/** A code for the step that the change waits for: to the old number first, then to the new one. */
export const askForCode = async (member, { confirmation }, key) => (await member.ask('POST', '/api/v1/identity/challenges', confirmation, { key })).json;

/** `step`: `authorise` or `confirm`. */
export const take = async (member, step, challengeId, code, key) =>
  (await member.ask('POST', `${Me}/contacts/phone/${step}`, { challengeId, code }, { key })).json;

export const consents = async (member) => (await member.ask('GET', `${Me}/consents`)).json;

export const withdraw = (member, purpose) => member.ask('DELETE', `${Me}/consents/${encodeURIComponent(purpose)}`);

export const give = (member, { purpose, version, hash }) =>
  member.ask('PUT', `${Me}/consents/${encodeURIComponent(purpose)}`, { textVersion: version, textHash: hash });

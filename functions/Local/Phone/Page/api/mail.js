// The member's address for notices, and the letters that reach it: the post office of a laptop is the e-mail simulator.
const Email = '/api/v1/membership/me/contacts/email';

export const propose = async (member, email, etag, key) => (await member.ask('POST', Email, { email }, { key, ifMatch: etag })).json;

export const confirm = async (member, code, key) => (await member.ask('POST', `${Email}/confirm`, { code }, { key })).json;

export const remove = (member, etag) => member.ask('DELETE', Email, undefined, { ifMatch: etag });

/** Letters to this address, newest first. */
export async function letters(address) {
  const response = address ? await fetch(`/_local/mail/${encodeURIComponent(address)}`, { cache: 'no-store' }) : null;
  return response?.ok ? await response.json() : [];
}

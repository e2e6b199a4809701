// Other ways in: logins of outside providers. A real app opens the provider in the system browser; this page asks the simulator.
const Identity = '/api/v1/identity';

export const offered = async (member) => (await member.prove('GET', `${Identity}/providers`)).json;

export const linked = async (member) => (await member.ask('GET', `${Identity}/linked-logins`)).json;

/** Signs in with the provider as the owner of this phone and links that login. */
export async function link(member, provider) {
  const begun = (await member.ask('POST', `${Identity}/linked-logins`, { provider }, { key: crypto.randomUUID() })).json;
  return member.ask('POST', `${Identity}/linked-logins/finish`, await signInThere(member, begun), { key: crypto.randomUUID() });
}

export const unlink = (member, provider) =>
  member.ask('POST', `${Identity}/linked-logins/${encodeURIComponent(provider)}/unlink`, undefined, { key: crypto.randomUUID() });

/** Enters by a linked login; the phone's own key answers for the phone. */
export async function enter(member, provider) {
  const begun = (await member.prove('POST', `${Identity}/provider-sessions`, { provider }, crypto.randomUUID())).json;
  const back = await signInThere(member, begun);
  await member.enter((await member.prove('POST', `${Identity}/provider-sessions/confirm`, back, crypto.randomUUID())).json);
}

async function signInThere(member, { address, state }) {
  const answer = await fetch(`${address}&login_hint=${encodeURIComponent(member.person.dni)}`);
  const { code } = await answer.json();
  return { state, code };
}

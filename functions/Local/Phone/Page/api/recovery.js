// The way back for who lost phone and number: a new phone with a key of its own, a new number, and the member's face.
const Recoveries = '/api/v1/identity/recoveries';

/** Names the new number; a code goes to it, whoever asks. */
export const start = async (member, dni, phone, key) => (await member.prove('POST', Recoveries, { dni, phone }, key)).json;

export const confirm = async (member, id, code, key) => (await member.prove('POST', `${Recoveries}/${id}/confirm`, { code }, key)).json;

export const openCamera = async (member, id, { version, hash }, key) =>
  (await member.prove('POST', `${Recoveries}/${id}/face`, { consent: { textVersion: version, textHash: hash } }, key)).json;

/** One try of the liveness kit, then the outcome as the server learned it from the vendor. */
export async function tryCamera(member, id, session, kind, key) {
  const kit = await fetch(`/_local/face/tries/${member.person.dni}/${kind}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${session.token}` },
  });
  const digest = kit.ok ? (await kit.json()).digest : undefined;
  return (await member.prove('POST', `${Recoveries}/${id}/result`, { faceSession: session.sessionId, digest }, key)).json;
}

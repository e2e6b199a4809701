// What the fund knows of the member, who looked, and what the member asks about it.
const Me = '/api/v1/membership/me';

export const looks = async (member) => (await member.ask('GET', `${Me}/access-log`)).json;

export const mine = async (member) => (await member.ask('GET', `${Me}/rights-requests`)).json;

export const ask = async (member, wish, key) => (await member.ask('POST', `${Me}/rights-requests`, wish, { key })).json;

/** Asks for a copy and waits until the job has made it. */
export async function copy(member, key) {
  let { json: view } = await member.ask('POST', `${Me}/data-exports`, {}, { key });
  for (const until = Date.now() + 60_000; view.status === 'Pending' && Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    view = (await member.ask('GET', `${Me}/data-exports/${encodeURIComponent(view.id)}`)).json;
  }
  return view;
}

export const file = async (member, address) => (await member.ask('GET', address, undefined, { as: 'blob' })).blob;

// The member's part of the Fund context.
const Fund = '/api/v1/fund/me';

export const account = async (member) => (await member.ask('GET', `${Fund}/account`)).json;

export const statement = async (member) => (await member.ask('GET', `${Fund}/statement`)).json;

/** The statement on paper: the same figures again are the same document. */
export const issueStatement = async (member, key) => (await member.ask('POST', `${Fund}/statements`, {}, { key })).json;

// The member's part of the Fund context.
const Fund = '/api/v1/fund/me';

export const account = async (member) => (await member.ask('GET', `${Fund}/account`)).json;

export const statement = async (member) => (await member.ask('GET', `${Fund}/statement`)).json;

// The payroll office: Diana orders the file of discounts of a UGEL, the ministry's payroll answers it as it was told to.
import { call } from '../api/client.js';
import * as membership from '../api/membership.js';
import { control } from './vendors.js';
import { staffToken } from './staff.js';

const Files = '/api/v1/payroll/backoffice/outgoing-files';
const who = 'planilla';
const pause = () => new Promise((resolve) => setTimeout(resolve, 700));

/** Repeats the question until the answer fits; a busy laptop may take a while. */
async function until(ask, fits, otherwise) {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause()) {
    const answer = await ask();
    if (fits(answer)) return answer;
  }
  throw new Error(otherwise);
}

/** Payroll answers the request of this member, and the answer reaches the affiliation. */
async function answer(member, script, wanted) {
  await control('PUT', '/_local/payroll/script', script);
  const token = await staffToken('diana.planilla');
  const file = await until(() => ordered(member.person.ugel, token), (made) => made?.status === 'written', 'El archivo de la UGEL no se armó');
  await until(() => control('POST', '/_local/payroll/answers').then(() => membership.affiliation(member)), (now) => now?.status === wanted, `La respuesta de ${file.id} no llegó`);
}

/** The file of the UGEL, ordered now; null while its first request is still on the way. */
async function ordered(ugel, token) {
  try {
    const { json } = await call({ method: 'POST', path: Files, body: { ugel }, token, key: crypto.randomUUID(), who });
    return await until(async () => (await call({ path: `${Files}/${encodeURIComponent(json.id)}`, token, who })).json, ({ status }) => status === 'written' || status === 'empty', 'El archivo no se escribió');
  } catch (failure) {
    if (failure.code === 'payroll.nothing-to-request') return null;
    throw failure;
  }
}

export const applied = (member) => answer(member, {}, 'active').then(() => 'La planilla aplicó el primer descuento: la afiliación está activa.');

export const rejected = (member) =>
  answer(member, { rejectPercent: 100, reason: 'TOPE-50' }, 'rejected-by-payroll').then(() => 'La planilla rechazó el descuento: ya llega a la mitad del pago.');

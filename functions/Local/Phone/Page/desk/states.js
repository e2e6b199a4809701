// Brings the person in hand to a state, by the same public calls that a thumb on the phone would make.
import * as membership from '../api/membership.js';
import * as payroll from './payroll.js';
import { messages, newestCode } from '../api/sms.js';

const key = () => crypto.randomUUID();
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The code that arrives after this moment. */
async function arriving(ask, say) {
  const before = messages[0]?.messageId;
  const asked = await ask();
  say('Esperando el código por SMS …');
  for (let tries = 0; tries < 150; tries++) {
    if (messages[0]?.messageId !== before && newestCode()) return [asked, newestCode()];
    await pause(200);
  }
  throw new Error('El SMS no llegó en 30 segundos. ¿Está cargado el padrón? ¿Responde el operador?');
}

async function activated(member, say) {
  if (member.isSignedIn) return;
  const kind = (await member.wasActivated()) ? 'sessions' : 'activations';
  const [asked, code] = await arriving(async () => (await member.askForCode(kind, member.person.dni, key())).json, say);
  await member.confirmCode(asked.sessionId, code, key());
}

async function drafted(member, say) {
  await activated(member, say);
  const current = await membership.affiliation(member);
  if (current && !current.actions.includes('start')) return current;
  const texts = await membership.consentTexts();
  return membership.start(member, texts.filter((text) => text.required), key());
}

async function sent(member, say) {
  const draft = await drafted(member, say);
  if (draft.actions.includes('correct')) return membership.correct(member, key());
  if (!draft.actions.includes('confirm')) return draft;
  const [asked, code] = await arriving(() => membership.askForCode(member, draft, key()), say);
  return membership.confirm(member, asked.challengeId, code, key());
}

async function cancelled(member, say) {
  await drafted(member, say);
  await membership.cancel(member, key());
}

export const states = [
  { label: 'Cuenta activada', reach: activated },
  { label: 'Inscripción por confirmar', reach: drafted },
  { label: 'Inscripción en su planilla', reach: sent },
  { label: 'Rechazada por su planilla', reach: (member, say) => sent(member, say).then(() => payroll.rejected(member)) },
  { label: 'Afiliación activa', reach: (member, say) => sent(member, say).then(() => payroll.applied(member)) },
  { label: 'Inscripción anulada', reach: cancelled },
];

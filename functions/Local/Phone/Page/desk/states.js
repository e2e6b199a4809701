// Brings the person in hand to a state, by the same public calls that a thumb on the phone would make.
import * as membership from '../api/membership.js';
import * as face from '../api/face.js';
import * as papers from '../api/papers.js';
import * as faces from './faces.js';
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

/** Both papers signed by the member's own face, as the affiliation says step by step. */
async function signed(member, say) {
  await drafted(member, say);
  for (;;) {
    const current = await membership.affiliation(member);
    const step = current.next?.code;
    if (!step || step === 'confirm') return current;
    say(`${current.next.title} …`);
    if (step === 'present-papers') await papers.present(member, key());
    else if (step === 'draft-letter') await papers.draftLetter(member, [Heir], key());
    else await signPaper(member, current.next, say);
  }
}

const Heir = { name: 'Inti Quispe', documentType: 'passport', documentNumber: 'PE123456', kinship: 'child', share: 100, birthDate: '1999-01-02' };

async function signPaper(member, { documentId, act }, say) {
  const text = await face.consent();
  const session = await begun(member, text, act, say);
  await face.tryCamera(member, session, 'persona', key());
  const [asked, code] = await arriving(() => papers.askForCode(member, act, key()), say);
  await papers.sign(member, documentId, asked.challengeId, code, key());
}

/** A verification; the first one ever needs a reference photo, which an officer looks at. */
async function begun(member, text, act, say) {
  try {
    return await face.begin(member, text, false, key(), act);
  } catch (failure) {
    if (failure.code !== 'identity.face-no-reference') throw failure;
  }
  const photo = await face.photoOf(member, 'persona');
  const hash = await face.hashOf(photo);
  const [asked, code] = await arriving(() => face.askForCode(member, hash, key()), say);
  const session = await face.enrol(member, asked.challengeId, code, hash, text, key());
  await face.sendPhoto(member, session.sessionId, photo);
  await faces.accepted();
  return face.begin(member, text, false, key(), act);
}

async function sent(member, say) {
  const draft = await signed(member, say);
  if (draft.actions.includes('correct')) return membership.correct(member, key());
  if (draft.next?.code !== 'confirm') return draft;
  const [asked, code] = await arriving(() => membership.askForCode(member, draft, key()), say);
  return membership.confirm(member, asked.challengeId, code, key());
}

async function cancelled(member, say) {
  await drafted(member, say);
  await membership.cancel(member, key());
}

export const states = [
  { label: 'Cuenta activada', reach: activated },
  { label: 'Inscripción por firmar', reach: drafted },
  { label: 'Papeles firmados', reach: signed },
  { label: 'Inscripción en su planilla', reach: sent },
  { label: 'Rechazada por su planilla', reach: (member, say) => sent(member, say).then(() => payroll.rejected(member)) },
  { label: 'Afiliación activa', reach: (member, say) => sent(member, say).then(() => payroll.applied(member)) },
  { label: 'Inscripción anulada', reach: cancelled },
];

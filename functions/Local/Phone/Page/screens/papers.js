// A paper is read, then signed with the member's own face and a code that is good for these very bytes.
import { announce, button, h } from '../core/elements.js';
import * as face from '../api/face.js';
import * as papers from '../api/papers.js';
import { codeField } from './enter.js';
import { Outcomes, consentCard, photos, refusal } from './face.js';
import { atTime, facts, form, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

/** `back`: the screen that the paper was opened from, `given`: what that screen was shown with. */
screen('paper', async ({ member }, { id, back, given }) => {
  const [paper, file] = await Promise.all([papers.read(member, id), papers.link(member, id)]);
  const waits = paper.status === 'presented';
  return {
    title: paper.name,
    tab: back === 'affiliation' ? 'affiliation' : 'account',
    content: [
      h('p', { class: `state ${waits ? 'todo' : 'good'}` }, paper.statusText),
      file && h('a', { class: 'open', href: new URL(file.url).pathname, target: '_blank', rel: 'noopener' }, `Leer el PDF (${Math.ceil(file.length / 1024)} KB)`),
      !file && paragraph('Le estamos poniendo el sello. Toma unos segundos.'),
      !file && button('Ver si ya está', trying(() => show('paper', { id, back, given })), { class: 'second' }),
      facts([
        ['Preparado', atTime(paper.createdAt)],
        ['Puedes firmarlo hasta', waits && atTime(paper.signUntil)],
        ['Lo firmaste', atTime(paper.signedAt)],
        ['Sellado', atTime(paper.sealedAt)],
        ['Código para verificarlo', paper.verifyCode],
      ]),
      waits && paragraph('Lee todo antes de firmar. Firmas con tu rostro y con un código que vale solo para este papel.'),
      waits && button('Firmar', trying(() => show('paper-face', { paper, back })), { class: 'main' }),
      !waits && checking(paper),
      button('Volver', trying(() => show(back, given)), { class: 'plain' }),
    ],
  };
});

/** Anybody may check a copy that they were given. */
function checking({ verifyCode }) {
  const answer = h('p', { role: 'status' });
  const input = h('input', { type: 'file', id: 'copy', accept: 'application/pdf' });
  input.addEventListener('change', trying(async () => {
    const [file] = input.files;
    if (!file) return;
    const told = await papers.compare(verifyCode, file);
    answer.className = `state ${told.copy === 'same' ? 'good' : 'warn'}`;
    answer.textContent = told.copyText;
  }));
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'check' },
    h('h2', { id: 'check' }, '¿Te dieron una copia?'),
    paragraph('Elige el PDF y te decimos si es igual al que guardamos.'),
    h('div', { class: 'field' }, h('label', { for: 'copy' }, 'Copia por comprobar'), input),
    answer,
    h('a', { href: `${papers.verifyAddress(verifyCode)}/page`, target: '_blank', rel: 'noopener' }, 'Ver la página que abre el QR'),
  );
}

screen('papers', async ({ member }) => {
  const items = await papers.list(member);
  return {
    title: 'Mis papeles',
    tab: 'account',
    content: [
      items.length === 0 && paragraph('Todavía no tienes ninguno.'),
      h('ul', { class: 'cards' }, items.map(entry)),
      button('Volver', trying(() => show('account')), { class: 'plain' }),
    ],
  };
});

const entry = (paper) =>
  h(
    'li',
    { class: 'card' },
    h('h2', {}, paper.name),
    paragraph(paper.statusText),
    facts([['Preparado', atTime(paper.createdAt)], ['Lo firmaste', atTime(paper.signedAt)]]),
    button('Abrir', trying(() => show('paper', { id: paper.id, back: 'papers' })), { class: 'second', 'aria-label': `Abrir: ${paper.name}` }),
  );

screen('paper-face', async ({ member }, { paper, back, waiting }) => {
  const text = await face.consent();
  const { element, given } = consentCard(text);
  const ask = async () => show('paper-code', { paper, back, ...(await papers.askForCode(member, paper.confirmation, crypto.randomUUID())) });
  const settle = async (view) => {
    if (view.outcome === 'match') return ask();
    if (view.outcome === 'in-review') return show('paper-face', { paper, back, waiting: view.sessionId });
    throw refusal(Outcomes[view.outcome][1], view.next);
  };
  const hold = async (kind) => {
    if (!given()) throw refusal('Falta tu permiso', 'Marca la casilla si estás de acuerdo. Si no, ve a una oficina con tu DNI.');
    const session = await face.begin(member, text, false, crypto.randomUUID(), paper.confirmation);
    const view =
      session.kind === 'camera'
        ? await face.tryCamera(member, session, kind, crypto.randomUUID())
        : await face.sendPhoto(member, session.sessionId, await face.photoOf(member, kind));
    await settle(view);
  };
  return {
    title: 'Muestra tu rostro',
    tab: 'affiliation',
    content: waiting
      ? [
          h('p', { class: 'state calm' }, 'Dos personas miran tu foto'),
          button('Ver si ya la miraron', trying(async () => settle(await face.stand(member, waiting))), { class: 'main' }),
        ]
      : [
          paragraph(`Para firmar: ${paper.name}.`),
          element,
          paragraph('Este teléfono de prueba no tiene cámara. Elige qué se pone delante.'),
          photos(member, hold),
          button('Enviar antes mi foto de referencia', trying(() => show('face')), { class: 'plain' }),
          button('Volver', trying(() => show('paper', { id: paper.id, back })), { class: 'plain' }),
        ],
  };
});

screen('paper-code', ({ member }, { paper, back, challengeId }) => {
  const { element, input } = codeField();
  let guess = { code: '', key: '' };
  const sign = async () => {
    const code = input.value.trim();
    if (guess.code !== code) guess = { code, key: crypto.randomUUID() };
    await papers.sign(member, paper.id, challengeId, code, guess.key);
    announce('Papel firmado');
    await show(back === 'affiliation' ? 'affiliation' : 'paper', { id: paper.id, back });
  };
  return {
    title: 'Firma con tu código',
    tab: 'affiliation',
    content: [
      paragraph(`Este código firma un solo papel: ${paper.name}. Para otro no vale.`),
      form('Firmar', trying(sign), element),
      button('Volver', trying(() => show('paper', { id: paper.id, back })), { class: 'plain' }),
    ],
  };
});

// The member's face: the reference photo, and a try of the camera before an act asks for it.
import { announce, button, h } from '../core/elements.js';
import * as face from '../api/face.js';
import { codeField } from './enter.js';
import { atTime, facts, form, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

const Outcomes = {
  match: ['good', 'Eres tú'],
  'no-match': ['warn', 'No pudimos ver que eres tú'],
  inconclusive: ['warn', 'No se vio bien'],
  'in-review': ['calm', 'La están mirando'],
  expired: ['warn', 'Pasó el tiempo'],
  pending: ['todo', 'Falta terminar'],
};

screen('face', async ({ member }) => {
  const text = await face.consent();
  const box = h('input', { type: 'checkbox', id: 'consent-face' });
  const agreed = (next) => trying(async () => {
    if (!box.checked) throw refusal('Falta tu permiso', 'Marca la casilla si estás de acuerdo. Si no, ve a una oficina con tu DNI.');
    await next();
  });
  const key = crypto.randomUUID();
  const begin = (officers) => agreed(async () => show('face-camera', { session: await face.begin(member, text, officers, key), text }));
  return {
    title: 'Tu rostro',
    tab: 'account',
    content: [
      h('div', { class: 'card' }, h('h2', {}, text.title), paragraph(text.text), paragraph(`Versión ${text.version}`, { class: 'hint' }),
        h('div', { class: 'check' }, box, h('label', { for: 'consent-face' }, 'Estoy de acuerdo'))),
      button('Probar la cámara', begin(false), { class: 'main' }),
      button('Enviar mi foto de referencia', agreed(() => show('face-photo', { text })), { class: 'second' }),
      button('Que me miren dos personas', begin(true), { class: 'plain' }),
      button('Volver', trying(() => show('account')), { class: 'plain' }),
    ],
  };
});

screen('face-camera', ({ member }, { session, text }) => ({
  title: session.kind === 'camera' ? 'Mira a la cámara' : 'Manda una foto de tu rostro',
  tab: 'account',
  content: [
    paragraph('Este teléfono de prueba no tiene cámara. Elige qué se pone delante.'),
    photos(member, (kind) => held(member, session, kind, text)),
    facts([['Intentos que quedan', String(session.triesLeft)], ['Vale hasta', atTime(session.expiresAt)]]),
    button('Volver', trying(() => show('face')), { class: 'plain' }),
  ],
}));

async function held(member, session, kind, text) {
  const view =
    session.kind === 'camera'
      ? await face.tryCamera(member, session, kind, crypto.randomUUID())
      : await face.sendPhoto(member, session.sessionId, await face.photoOf(member, kind));
  await show('face-result', { view, text });
}

screen('face-result', ({ member }, { view, text }) => {
  const [tone, title] = Outcomes[view.outcome];
  announce(title);
  const look = async () => show('face-result', { view: await face.stand(member, view.sessionId), text });
  return {
    title: 'Resultado',
    tab: 'account',
    content: [
      h('p', { class: `state ${tone}` }, title),
      paragraph(view.next),
      view.outcome !== 'match' && facts([['Intentos que quedan', String(view.triesLeft)]]),
      view.outcome === 'in-review' && button('Ver si ya la miraron', trying(look), { class: 'second' }),
      button(view.outcome === 'match' ? 'Listo' : 'Volver a intentar', trying(() => show(view.outcome === 'match' ? 'account' : 'face')), { class: 'main' }),
    ],
  };
});

screen('face-photo', ({ member }, { text }) => ({
  title: 'Tu foto de referencia',
  tab: 'account',
  content: [
    paragraph('Con esta foto se compara tu rostro. Te enviamos un código que vale solo para ella, y una persona del fondo mira que seas tú.'),
    photos(member, async (kind) => {
      const bytes = await face.photoOf(member, kind);
      const hash = await face.hashOf(bytes);
      const asked = await face.askForCode(member, hash, crypto.randomUUID());
      await show('face-code', { ...asked, bytes, hash, text });
    }),
    button('Volver', trying(() => show('face')), { class: 'plain' }),
  ],
}));

screen('face-code', ({ member }, { challengeId, bytes, hash, text }) => {
  const { element, input } = codeField();
  const key = crypto.randomUUID();
  const send = async () => {
    const session = await face.enrol(member, challengeId, input.value.trim(), hash, text, `${key}-${input.value.trim()}`);
    await show('face-result', { view: await face.sendPhoto(member, session.sessionId, bytes), text });
  };
  return {
    title: 'Confirma tu foto',
    tab: 'account',
    content: [form('Enviar la foto', trying(send), element), button('Volver', trying(() => show('face')), { class: 'plain' })],
  };
});

/** The sample photos, each a button. */
export const photos = (member, chosen) =>
  h(
    'ul',
    { class: 'photos' },
    face.SamplePhotos.map(([kind, label]) =>
      h('li', {}, button([h('img', { src: face.photoAddress(member, kind), alt: '', width: '96', height: '120' }), h('span', {}, label)], trying(() => chosen(kind)), { class: 'photo' })),
    ),
  );

const refusal = (title, detail) => Object.assign(new Error(detail), { problem: { title, detail }, code: '' });

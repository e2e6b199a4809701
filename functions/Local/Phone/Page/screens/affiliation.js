// Joining the fund, from the first consent to the first discount.
import { announce, button, h } from '../core/elements.js';
import * as membership from '../api/membership.js';
import * as papers from '../api/papers.js';
import { codeField, resend } from './enter.js';
import { atTime, facts, form, onDate, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';
import { stageOf, steps } from './stages.js';

screen('affiliation', async ({ member }) => {
  const current = await membership.affiliation(member);
  // What the papers themselves say is sooner here than the message that moves the status.
  const status = current?.next?.code === 'confirm' ? 'documents-signed' : current?.status;
  const stage = stageOf(status);
  return {
    title: 'Tu inscripción al fondo',
    tab: 'affiliation',
    content: [
      h('p', { class: `state ${stage.tone}` }, stage.title),
      paragraph(stage.text),
      current && current.status !== 'none' && steps(status),
      current && facts([
        ['Desde', atTime(current.since)],
        ['Vence si no se completa', onDate(current.expiresAt)],
        ['Respuesta de tu planilla', current.payrollReasonText ?? current.payrollReason],
      ]),
      current?.next && h('section', { class: 'card', 'aria-labelledby': 'next' }, h('h2', { id: 'next' }, current.next.title), paragraph(current.next.text), towards(member, current)),
      h('div', { class: 'stack' }, actions(member, current)),
    ],
  };
});

function actions(member, current) {
  const can = current?.actions ?? ['start'];
  const again = (work, said) => {
    const key = crypto.randomUUID();
    return trying(async () => {
      await work(member, key);
      announce(said);
      await show('affiliation');
    });
  };
  return [
    can.includes('start') && button('Empezar mi inscripción', trying(() => show('consents')), { class: 'main' }),
    can.includes('correct') && button('Enviar otra vez a mi planilla', again(membership.correct, 'Enviada otra vez'), { class: 'main' }),
    can.includes('cancel') && button('Anular la inscripción', again(membership.cancel, 'Inscripción anulada'), { class: 'plain' }),
    current?.status === 'sent-to-payroll' && button('Ver si ya respondió', trying(() => show('affiliation')), { class: 'second' }),
  ];
}

/** The button that does what the server says is next. */
function towards(member, current) {
  const { code, documentId } = current.next;
  const paper = () => show('paper', { id: documentId, back: 'affiliation' });
  const key = crypto.randomUUID();
  const [label, work] = {
    'present-papers': ['Preparar mis papeles', () => papers.present(member, key).then(() => show('affiliation'))],
    'sign-contract': ['Leer y firmar mi carta de descuento', paper],
    'draft-letter': ['Nombrar a mis beneficiarios', () => show('letter')],
    'sign-letter': ['Leer y firmar mi carta de beneficiarios', paper],
    confirm: ['Confirmar con un código', () => askForCode(member, current)],
  }[code];
  return button(label, trying(work), { class: 'main' });
}

async function askForCode(member, current) {
  const asked = await membership.askForCode(member, current, crypto.randomUUID());
  await show('confirm', { ...asked, current });
}

screen('consents', async ({ member }) => {
  const texts = await membership.consentTexts();
  const boxes = texts.map((text) => ({ text, input: h('input', { type: 'checkbox', id: `consent-${text.purpose}` }) }));
  const key = crypto.randomUUID();
  const begin = async () => {
    const given = boxes.filter((box) => box.input.checked).map((box) => box.text);
    await membership.start(member, given, key);
    announce('Inscripción empezada. Faltan dos papeles.');
    await show('affiliation');
  };
  const box = ({ text, input }) =>
    h(
      'li',
      { class: 'card consent' },
      h('div', { class: 'check' }, input, h('label', { for: input.id }, text.title, h('span', { class: 'must' }, text.required ? ' (necesario)' : ' (opcional)'))),
      paragraph(text.text),
      paragraph(`Versión ${text.version}`, { class: 'hint' }),
    );
  return {
    title: 'Tus permisos',
    tab: 'affiliation',
    content: [
      paragraph('Lee cada permiso y marca los que aceptas. Los opcionales los puedes retirar cuando quieras.'),
      form('Aceptar y continuar', trying(begin), h('ul', { class: 'cards' }, boxes.map(box))),
      button('Ahora no', trying(() => show('affiliation')), { class: 'plain' }),
    ],
  };
});

screen('confirm', ({ member }, { challengeId, resendAfterSeconds, current }) => {
  const { element, input } = codeField();
  let guess = { code: '', key: '' };
  const confirm = async () => {
    const code = input.value.trim();
    if (guess.code !== code) guess = { code, key: crypto.randomUUID() };
    try {
      await membership.confirm(member, challengeId, code, guess.key);
    } catch (failure) {
      guess = { code: '', key: '' };
      throw failure;
    }
    announce('Inscripción confirmada y enviada a tu planilla');
    await show('affiliation');
  };
  return {
    title: 'Confirma tu inscripción',
    tab: 'affiliation',
    content: [
      paragraph('Este código sirve solo para confirmar tu inscripción con los permisos que aceptaste. Para otro trámite no vale.'),
      facts([['Permisos que aceptaste', String(current.consents.length)], ['Descuento mensual', '0.5 % de la UIT del año']]),
      form('Confirmar mi inscripción', trying(confirm), element),
      resend(resendAfterSeconds, () => membership.resendCode(member, challengeId, crypto.randomUUID())),
      button('Volver', trying(() => show('affiliation')), { class: 'plain' }),
    ],
  };
});

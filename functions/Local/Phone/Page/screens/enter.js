// The way in: welcome, DNI, code. The same four screens for the first activation and for every sign-in after it.
import { announce, button, h } from '../core/elements.js';
import { field, form, paragraph } from './parts.js';
import { screen, show, trying } from './app.js';

screen('welcome', async ({ member }) => {
  const isKnown = await member.wasActivated();
  const activate = button('Activar mi cuenta', trying(() => show('dni', { kind: 'activations' })), { class: isKnown ? 'second' : 'main' });
  const enter = button('Entrar con mi DNI', trying(() => show('dni', { kind: 'sessions' })), { class: isKnown ? 'main' : 'second' });
  return {
    title: isKnown ? 'Hola otra vez' : 'Bienvenida, bienvenido',
    content: [
      paragraph('Aquí llevas tu Cuenta Individual y tus trámites con el fondo de los maestros, desde donde estés.', { class: 'lead' }),
      h('div', { class: 'stack' }, isKnown ? [enter, activate] : [activate, enter], isKnown && button('Entrar con otra clave', trying(() => show('enter-by')), { class: 'plain' }), button('Perdí mi celular', trying(() => show('lost')), { class: 'plain' })),
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'safe' },
        h('h2', { id: 'safe' }, 'Tu seguridad'),
        h(
          'ul',
          {},
          h('li', {}, 'El código llega solo al celular que registraste en tu UGEL.'),
          h('li', {}, 'Nadie del fondo te va a pedir ese código. No lo compartas.'),
          h('li', {}, 'Este celular queda registrado: desde otro, el código no sirve.'),
        ),
      ),
    ],
  };
});

screen('dni', ({ member }, { kind }) => {
  const first = kind === 'activations';
  const { element, input } = field('Número de DNI', {
    id: 'dni',
    inputmode: 'numeric',
    maxlength: '9',
    value: member.person.dni,
    hint: 'Los 8 números de tu documento.',
  });
  // One key for one wish: pressed twice, or sent again after a lost answer, it is still one code.
  let wish = { dni: '', key: '' };
  const ask = async () => {
    const dni = input.value.trim();
    if (wish.dni !== dni) wish = { dni, key: crypto.randomUUID() };
    const { json } = await member.askForCode(kind, dni, wish.key);
    await show('code', { kind, ...json });
  };
  return {
    title: first ? 'Activa tu cuenta' : 'Entra a tu cuenta',
    content: [
      paragraph(first ? 'Es una sola vez. Te enviamos un código por SMS para saber que eres tú.' : 'Te enviamos un código por SMS.'),
      form('Enviarme el código', trying(ask), element),
      button('Volver', trying(() => show('welcome')), { class: 'plain' }),
    ],
  };
});

screen('code', ({ member }, { kind, sessionId, resendAfterSeconds }) => {
  const { element, input } = codeField();
  let guess = { code: '', key: '' };
  const confirm = async () => {
    const code = input.value.trim();
    if (guess.code !== code) guess = { code, key: crypto.randomUUID() };
    try {
      await member.confirmCode(sessionId, code, guess.key);
    } catch (failure) {
      guess = { code: '', key: '' };
      throw failure;
    }
    announce('Entraste a tu cuenta');
    await show('home');
  };
  const again = (channel) => () => member.resendCode(sessionId, crypto.randomUUID(), channel);
  return {
    title: 'Escribe el código',
    content: [
      paragraph('Si tu DNI está en el padrón, el código llega en unos segundos al celular que registraste en tu UGEL.'),
      form('Confirmar', trying(confirm), element),
      resend(resendAfterSeconds, again()),
      resend(resendAfterSeconds, again('Voice'), ['Prefiero que me llamen', 'Te llamamos: contesta y anota']),
      button('Usar otro DNI', trying(() => show('dni', { kind })), { class: 'plain' }),
    ],
  };
});

/** Six digits, offered by the telephone itself where it reads messages. */
export const codeField = () =>
  field('Código de 6 números', {
    id: 'code',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: '6',
    class: 'code',
    hint: 'Vence en 5 minutos. Tienes 3 intentos.',
  });

/** Another code, once the time for it has come. */
export function resend(seconds, work, [wish, done] = ['No me llegó: enviar otra vez', 'Enviamos otro código']) {
  const until = Date.now() + seconds * 1000;
  const element = button(wish, trying(again), { class: 'plain' });
  async function again() {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left > 0) {
      announce(`Espera ${left} segundos`);
      element.textContent = `Espera ${left} segundos y toca otra vez`;
      return;
    }
    await work();
    element.textContent = done;
    announce(done);
  }
  return element;
}

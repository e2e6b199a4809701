// Text messages and calls as they reach this phone: the network of a laptop is the SMS simulator, which is asked every second.
const heard = new EventTarget();
let numbers = [];
let known = new Set();
let timer = 0;

export const messages = [];

/** Puts the SIM card of this number into the phone; null takes it out. */
export async function insertSim(phone) {
  clearTimeout(timer);
  numbers = phone ? [phone] : [];
  known = new Set();
  messages.length = 0;
  if (phone) await look(true);
}

/** A second phone lies beside this one: its texts drop in too. */
export async function alsoHear(phone) {
  if (numbers.includes(phone)) return;
  numbers = [...numbers, phone];
  for (const text of await textsTo(phone)) known.add(text.messageId);
  clearTimeout(timer);
  timer = setTimeout(look, 200);
}

export const listen = (handler) => heard.addEventListener('text', (event) => handler(event.detail));

/** The digits of the newest code, for the journey that plays itself. */
export const newestCode = () => /\b(\d{6})\b/.exec(messages[0]?.message ?? '')?.[1] ?? null;

async function textsTo(phone) {
  const [texts, calls] = await Promise.all(['sms', 'calls'].map((kind) => asked(kind, phone)));
  return [...texts, ...calls.map(heardCall).filter(Boolean)];
}

async function asked(kind, phone) {
  const response = await fetch(`/_local/${kind}/${encodeURIComponent(phone)}`, { cache: 'no-store' });
  return response.ok ? await response.json() : [];
}

/** A call reads like a message: what was said, for who cannot hear a laptop. Nothing until something was said. */
const heardCall = ({ callId, from, at, state, said }) =>
  (said.length > 0 || state === 'missed') && {
    messageId: callId,
    from: `Llamada de ${from}`,
    message: said.join(' ') || 'No contestaste esta llamada.',
    receivedAt: at,
  };

/** Asks now. The first look of a SIM card says nothing about old messages. */
async function look(silently) {
  const asked = numbers;
  clearTimeout(timer);
  try {
    const found = (await Promise.all(asked.map(textsTo))).flat().sort((one, other) => other.receivedAt.localeCompare(one.receivedAt));
    if (asked !== numbers) return;
    messages.splice(0, messages.length, ...found);
    for (const text of found.filter((one) => !known.has(one.messageId)).reverse()) {
      known.add(text.messageId);
      if (!silently) heard.dispatchEvent(new CustomEvent('text', { detail: text }));
    }
  } catch {
    // The laptop is busy or being restarted; the next look will tell.
  } finally {
    if (asked === numbers && asked.length) timer = setTimeout(look, 1000);
  }
}

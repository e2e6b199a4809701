// Text messages as they reach this phone: the network of a laptop is the SMS simulator, which is asked every second.
const heard = new EventTarget();
let number = '';
let known = new Set();
let timer = 0;

export const messages = [];

/** Puts the SIM card of this number into the phone; null takes it out. */
export async function insertSim(phone) {
  clearTimeout(timer);
  number = phone ?? '';
  known = new Set();
  messages.length = 0;
  if (number) await look(true);
}

export const listen = (handler) => heard.addEventListener('text', (event) => handler(event.detail));

/** The digits of the newest code, for the journey that plays itself. */
export const newestCode = () => /\b(\d{6})\b/.exec(messages[0]?.message ?? '')?.[1] ?? null;

/** Asks now. The first look of a SIM card says nothing about old messages. */
async function look(silently) {
  const asked = number;
  clearTimeout(timer);
  try {
    const response = await fetch(`/_local/sms/${encodeURIComponent(asked)}`, { cache: 'no-store' });
    const found = response.ok ? await response.json() : [];
    if (asked !== number) return;
    messages.splice(0, messages.length, ...found);
    for (const text of found.filter((one) => !known.has(one.messageId)).reverse()) {
      known.add(text.messageId);
      if (!silently) heard.dispatchEvent(new CustomEvent('text', { detail: text }));
    }
  } catch {
    // The laptop is busy or being restarted; the next look will tell.
  }
  if (asked === number) timer = setTimeout(look, 1000);
}

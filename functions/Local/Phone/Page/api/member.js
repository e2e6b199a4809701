// A member's phone as the API sees it: its key, its session, and calls that keep the session alive.
import { kept } from '../core/kept.js';
import { outbox } from '../core/outbox.js';
import { call, Refusal } from './client.js';
import { device } from './device.js';

const Identity = '/api/v1/identity';
const DeviceName = 'Celular de prueba';

export class Member {
  #session = null;

  /** @param person one of the sample people; `dni` names whose phone this is. */
  constructor(person) {
    this.person = person;
    this.onWaiting = () => {};
    this.onEnded = () => {};
  }

  async wake() {
    this.#session = (await kept.get(this.#place)) ?? null;
    this.key = await device(this.person.dni);
    return this;
  }

  get isSignedIn() {
    return this.#session !== null;
  }

  get id() {
    return this.#session?.memberId ?? null;
  }

  /** Whether this phone has opened the account before, so that a sign-in is enough. */
  wasActivated = () => kept.get(`activated/${this.person.dni}`);

  /** Asks for a code: `activations` the first time, `sessions` afterwards. The answer is the same for every DNI. */
  askForCode = (kind, dni, key) => this.prove('POST', `${Identity}/${kind}`, { dni }, key);

  /** `channel`: `Voice` has the code said by a call. */
  resendCode = (id, key, channel) => this.prove('POST', `${Identity}/sessions/${id}/resend`, channel && { channel }, key);

  async confirmCode(id, code, key) {
    const path = `${Identity}/sessions/${encodeURIComponent(id)}/confirm`;
    await this.#keep((await this.prove('POST', path, { code, deviceName: DeviceName }, key)).json);
    await kept.put(`activated/${this.person.dni}`, true);
  }

  /** Keeps the session that was opened in another way than by a code. */
  enter = (session) => this.#keep(session);

  /** A read or a command of the signed-in member; a token that has run out is exchanged once. */
  async ask(method, path, body, { key, ifMatch, ...file } = {}) {
    if (!this.#session) throw this.#ended();
    if (!key) return this.#askNow(method, path, body, file);
    await outbox.add(this.person.dni, { method, path, body, key, ifMatch });
    // An answer, good or bad, ends the wish; no answer leaves it where the next start of the phone finds it.
    try {
      return await this.#askNow(method, path, body, { key, ifMatch });
    } finally {
      await outbox.remove(this.person.dni, key);
    }
  }

  /** Sends what an earlier life of this page could not; answers whether there was anything. */
  async sendWaiting() {
    const waiting = this.isSignedIn ? await outbox.of(this.person.dni) : [];
    for (const { method, path, body, key, ifMatch } of waiting) {
      this.onWaiting(true);
      await this.ask(method, path, body, { key, ifMatch }).catch(() => {});
    }
    if (waiting.length) this.onWaiting(false);
    return waiting.length > 0;
  }

  /** Small things that this phone remembers about its owner. */
  remember = (name, value) => kept.put(`${name}/${this.person.dni}`, value);

  recall = (name) => kept.get(`${name}/${this.person.dni}`);

  async #askNow(method, path, body, { key, ifMatch, ...file }) {
    const request = () =>
      call({ method, path, body, key, ifMatch, ...file, token: this.#session.accessToken, onWaiting: this.onWaiting });
    if (this.#session.until - Date.now() < 15_000) await this.#refresh();
    try {
      return await request();
    } catch (failure) {
      if (failure.status !== 401) throw failure;
      await this.#refresh();
      return request();
    }
  }

  async signOut() {
    await this.ask('DELETE', `${Identity}/sessions/current`).catch(() => {});
    await this.forget();
  }

  /** Loses the session and keeps the key: the phone is still a registered one. */
  async forget() {
    this.#session = null;
    await kept.remove(this.#place);
  }

  get #place() {
    return `session/${this.person.dni}`;
  }

  /** This telephone is a new one: without the session and the key of the one that was lost. */
  async takeNewPhone() {
    await this.forget();
    await kept.remove(`device/${this.person.dni}`);
    this.key = await device(this.person.dni);
  }

  /** A call that the phone's own key answers for; nobody is signed in yet. */
  prove(method, path, body, key) {
    return call({ method, path, body, key, device: this.key, onWaiting: this.onWaiting });
  }

  async #refresh() {
    try {
      // The old token is the key of this command (decision 26): repeated, it gets the same answer.
      const again = { method: 'POST', path: `${Identity}/tokens`, body: { refreshToken: this.#session.refreshToken } };
      await this.#keep((await call({ ...again, device: this.key, onWaiting: this.onWaiting })).json);
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.status !== 401) throw failure;
      await this.forget();
      throw this.#ended();
    }
  }

  async #keep({ accessToken, refreshToken, expiresIn, memberId }) {
    this.#session = { accessToken, refreshToken, memberId, until: Date.now() + expiresIn * 1000 };
    await kept.put(this.#place, this.#session);
  }

  #ended() {
    this.onEnded();
    return new Refusal(401, { title: 'Tu sesión terminó', detail: 'Entra otra vez con tu DNI.', code: 'phone.session-ended' });
  }
}

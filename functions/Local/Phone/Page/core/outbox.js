// Commands that nobody has answered yet, kept where a reload or an empty battery does not lose them. Each lies under its own
// Idempotency-Key, so that sending one again, however often, makes it happen once (M06).
import { kept } from './kept.js';

const place = (owner, key) => `outbox/${owner}/${key}`;

export const outbox = {
  add: (owner, command) => kept.put(place(owner, command.key), { ...command, at: Date.now() }),
  remove: (owner, key) => kept.remove(place(owner, key)),
  /** Oldest first: what was wished first happens first. */
  async of(owner) {
    const keys = await kept.keys(`outbox/${owner}/`);
    const waiting = await Promise.all(keys.map(kept.get));
    return waiting.filter(Boolean).sort((one, other) => one.at - other.at);
  },
};

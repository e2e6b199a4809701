// Loaded before Azurite, which writes the bodies of messages one after another, each flushed to disk before the next begins: a dozen a
// second on a busy machine, however many are waiting. This writes all that came during one flush together and flushes once; nothing is
// answered before its own bytes are flushed. What was written lately is read from memory.
"use strict";
const azurite = require("module").createRequire(process.argv[1]);
const FSExtentStore = azurite("./common/persistence/FSExtentStore").default;
const BufferStream = azurite("./common/utils/BufferStream").default;

const MOST_BYTES = 32 * 1024 * 1024;

class Recent {
  bodies = new Map();
  bytes = 0;

  add(key, body) {
    this.bodies.set(key, body);
    this.bytes += body.length;
    for (const [oldest, old] of this.bodies) {
      if (this.bytes <= MOST_BYTES) break;
      this.bodies.delete(oldest);
      this.bytes -= old.length;
    }
  }
}

const keyOf = ({ id, offset }) => `${id}@${offset}`;
const appendExtent = FSExtentStore.prototype.appendExtent;

const writeTogether = async (store) => {
  while (store.waiting.length > 0) {
    const together = store.waiting.splice(0);
    try {
      const place = await appendExtent.call(store, Buffer.concat(together.map(({ body }) => body)));
      let offset = place.offset;
      for (const { body, resolve } of together) {
        const chunk = { id: place.id, offset, count: body.length };
        store.recent.add(keyOf(chunk), body);
        resolve(chunk);
        offset += body.length;
      }
    } catch (failure) {
      together.forEach(({ reject }) => reject(failure));
    }
  }
  store.isWriting = false;
};

// Bodies of messages are buffers; those of blobs are streams and stay as they are.
FSExtentStore.prototype.appendExtent = function (body, contextId) {
  if (!(body instanceof Buffer)) return appendExtent.call(this, body, contextId);
  this.recent ??= new Recent();
  this.waiting ??= [];
  return new Promise((resolve, reject) => {
    this.waiting.push({ body, resolve, reject });
    if (this.isWriting) return;
    this.isWriting = true;
    writeTogether(this);
  });
};

const readExtent = FSExtentStore.prototype.readExtent;
FSExtentStore.prototype.readExtent = async function (chunk, contextId) {
  const body = chunk && this.recent?.bodies.get(keyOf(chunk));
  return body && body.length === chunk.count ? new BufferStream(body) : readExtent.call(this, chunk, contextId);
};

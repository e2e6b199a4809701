// Loaded before Azurite, which keeps the messages of all queues in one list: every receive, delete and empty poll looks through the list
// and sorts its indices anew, so that one message costs the more the longer any queue is (13 ms to delete one of 11,000). This keeps the
// messages of each queue by id and by the time they become visible. What is answered stays the same. A receive whose header says how many
// milliseconds it would wait is answered when a message comes: forty listeners need not ask every second, and none is late.
"use strict";
const azurite = require("module").createRequire(process.argv[1]);
const Store = azurite("./queue/persistence/LokiQueueMetadataStore").default;

const WAIT = "x-local-wait";
// Receives that wait; none may hold up an emulator that stops.
const held = new Set();
let isStopping = false;
process.stdin.once("close", () => {
  isStopping = true;
  held.forEach((answer) => answer());
});

const isBefore = (one, other) => one.at < other.at || (one.at === other.at && one.order < other.order);

// The messages of one queue. A heap of visits orders them; a visit whose message was moved or deleted since is passed over.
class Queue {
  byId = new Map();
  heap = [];
  waiting = new Set();
  firstExpiry = Infinity;

  put(message) {
    const visit = { at: Number(message.timeNextVisible), order: message.$loki, message };
    this.byId.set(message.messageId, visit);
    this.firstExpiry = Math.min(this.firstExpiry, new Date(message.expirationTime).getTime());
    this.push(visit);
    if (this.heap.length > 2 * this.byId.size + 1000) this.forgetOldVisits();
    this.waiting.forEach((answer) => answer());
  }

  // Until something is put, the next message becomes visible, the time is up, or nobody listens any more.
  change(until, socket) {
    const next = Math.min(until, this.heap[0]?.at ?? Infinity);
    return new Promise((resolve) => {
      const answer = () => {
        clearTimeout(timer);
        socket.off("close", answer);
        [held, this.waiting].forEach((all) => all.delete(answer));
        resolve();
      };
      const timer = setTimeout(answer, Math.max(next - Date.now(), 0));
      socket.once("close", answer);
      [held, this.waiting].forEach((all) => all.add(answer));
    });
  }

  // Visible by then, the longest waiting first; out of the heap until each is put again.
  take(now, most) {
    const found = [];
    while (found.length < most && this.heap.length > 0 && this.heap[0].at <= now) {
      const visit = this.pop();
      if (this.byId.get(visit.message.messageId) === visit) found.push(visit.message);
    }
    return found;
  }

  expired(now) {
    if (now < this.firstExpiry) return [];
    const all = [...this.byId.values()].map(({ message }) => [new Date(message.expirationTime).getTime(), message]);
    this.firstExpiry = all.reduce((first, [at]) => (at > now && at < first ? at : first), Infinity);
    return all.filter(([at]) => at <= now).map(([, message]) => message);
  }

  forgetOldVisits() {
    this.heap = [];
    for (const visit of this.byId.values()) this.push(visit);
  }

  push(visit) {
    let place = this.heap.push(visit) - 1;
    for (let above; place > 0 && isBefore(visit, this.heap[(above = (place - 1) >> 1)]); place = above) this.heap[place] = this.heap[above];
    this.heap[place] = visit;
  }

  pop() {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (this.heap.length === 0) return first;
    let place = 0;
    for (let below = 1; below < this.heap.length; below = 2 * place + 1) {
      if (below + 1 < this.heap.length && isBefore(this.heap[below + 1], this.heap[below])) below++;
      if (!isBefore(this.heap[below], last)) break;
      this.heap[place] = this.heap[below];
      place = below;
    }
    this.heap[place] = last;
    return first;
  }
}

const keyOf = (account, queue) => `${account}/${queue}`;

const collectionOf = (store) => {
  const collection = store.db.getCollection(store.MESSAGES_COLLECTION);
  if (collection.queues === undefined) {
    const queues = new Map();
    const queueOf = (account, name) => {
      const key = keyOf(account, name);
      if (!queues.has(key)) queues.set(key, new Queue());
      return queues.get(key);
    };
    const put = (message) => queueOf(message.accountName, message.queueName).put(message);
    collection.data.forEach(put);
    collection.on(["insert", "update"], put);
    collection.on("delete", (message) => queueOf(message.accountName, message.queueName).byId.delete(message.messageId));
    collection.binaryIndices = {};
    const findOne = ({ accountName, queueName, messageId }) => queueOf(accountName, queueName).byId.get(messageId)?.message ?? null;
    // Not enumerable: the file that Azurite writes does not hold them.
    Object.defineProperties(collection, { queues: { value: queues }, queueOf: { value: queueOf }, findOne: { value: findOne } });
  }
  return collection;
};

// The first thing that every act on a queue does.
Store.prototype.clearExpiredMessages = async function (account, queue, context) {
  this.checkQueueExist(account, queue, context);
  const collection = collectionOf(this);
  collection.queueOf(account, queue).expired(Date.now()).forEach((message) => collection.remove(message));
};

const visibleIn = (store, account, queue, most, date, context) => {
  store.checkQueueExist(account, queue, context);
  store.clearExpiredMessages(account, queue, context);
  return collectionOf(store).queueOf(account, queue).take((date ?? new Date()).getTime(), Math.max(most ?? 1, 1));
};

const socketOf = (context) => context.request.getBodyStream().socket;

// A goodbye may stand right behind the question: the turn in which the question was read ends, and the next one reads what else had come.
const isGone = async (context) => {
  for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate);
  const socket = socketOf(context);
  return socket.destroyed || socket.readableEnded;
};

Store.prototype.getMessages = async function (account, queue, timeNextVisible, popReceipt, most, date, context) {
  const began = Date.now();
  const until = began + Number(context?.request.getHeader(WAIT) ?? 0);
  let found = [];
  for (let now = date; ; now = new Date()) {
    // Who leaves may have been heard too late; a message would be hidden with nobody to work on it.
    if (until > began && (await isGone(context))) return [];
    found = visibleIn(this, account, queue, most, now, context);
    if (found.length > 0 || Date.now() >= until || isStopping) break;
    await collectionOf(this).queueOf(account, queue).change(until, socketOf(context));
    if (isStopping) return [];
  }
  const hiddenUntil = timeNextVisible.getTime() + Date.now() - began;
  for (const message of found) {
    message.timeNextVisible = hiddenUntil;
    message.popReceipt = popReceipt;
    message.dequeueCount = Number(message.dequeueCount) + 1;
    collectionOf(this).update(message);
  }
  return found.map((message) => this.messageCopy(message));
};

Store.prototype.peekMessages = async function (account, queue, most, date, context) {
  const found = visibleIn(this, account, queue, most, date, context);
  found.forEach((message) => collectionOf(this).queueOf(account, queue).put(message));
  return found.map((message) => this.messageCopy(message));
};

for (const name of ["clearMessages", "deleteQueue"]) {
  const remove = Store.prototype[name];
  Store.prototype[name] = async function (account, queue, context) {
    await remove.call(this, account, queue, context);
    collectionOf(this).queues.delete(keyOf(account, queue));
  };
}

// What the phone keeps between visits: IndexedDB, because only there a key can lie that no script can read out.

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open('serverless-phone', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('kept');
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function run(mode, work) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const request = work(database.transaction('kept', mode).objectStore('kept'));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export const kept = {
  get: (key) => run('readonly', (store) => store.get(key)),
  put: (key, value) => run('readwrite', (store) => store.put(value, key)),
  remove: (key) => run('readwrite', (store) => store.delete(key)),
  keys: (prefix) => run('readonly', (store) => store.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
  clear: () => run('readwrite', (store) => store.clear()),
};

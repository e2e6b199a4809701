// Whether the phone has a signal: the browser's own word, and a switch on the desk that plays a valley without coverage.

const changes = new EventTarget();
let cut = false;

export const signal = {
  get on() {
    return !cut && navigator.onLine;
  },
  set cut(value) {
    cut = value;
    changes.dispatchEvent(new Event('change'));
  },
  get cut() {
    return cut;
  },
  listen: (heard) => changes.addEventListener('change', heard),
  /** Resolves when there is a signal, or after the pause, whichever is first worth another try. */
  back: (pause) =>
    new Promise((resolve) => {
      const timer = signal.on ? setTimeout(done, pause) : null;
      changes.addEventListener('change', done);
      function done() {
        if (!signal.on) return;
        clearTimeout(timer);
        changes.removeEventListener('change', done);
        resolve();
      }
    }),
};

for (const name of ['online', 'offline']) {
  window.addEventListener(name, () => changes.dispatchEvent(new Event('change')));
}

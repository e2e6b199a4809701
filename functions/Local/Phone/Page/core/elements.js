// Builds elements without innerHTML, so that no answer of a server can ever become markup.

/** h('button', { type: 'button', onclick }, 'Seguir'): properties that start with "on" are listeners, the rest attributes. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Shows these children and nothing else. */
export const fill = (element, ...children) =>
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));

/** Says something to a screen reader; the same sentence twice is said twice. */
export function announce(text) {
  const region = document.getElementById('voice');
  region.textContent = '';
  requestAnimationFrame(() => (region.textContent = text));
}

/** A button that cannot be pressed twice while its work goes on. */
export function button(label, work, properties = {}) {
  const element = h('button', { type: 'button', ...properties, onclick: () => once(element, work) }, label);
  return element;
}

/** Runs the work with the button marked busy; its failure is the caller's. */
export async function once(element, work) {
  if (element.getAttribute('aria-disabled') === 'true') return;
  element.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } finally {
    element.removeAttribute('aria-disabled');
  }
}

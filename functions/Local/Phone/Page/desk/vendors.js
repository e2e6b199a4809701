// The telephone network, told what to do next.

/** Tells a simulator what to do; fails when it does not understand. */
export async function control(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path} dio ${response.status}`);
}

export const smsDown = () =>
  control('POST', '/_local/sms/faults', { kind: 'Unavailable', times: 30 }).then(() => 'El operador de SMS no responde.');

export const smsBack = () => control('DELETE', '/_local/sms/faults').then(() => 'El operador de SMS responde otra vez.');

export const smsLost = () =>
  control('POST', '/_local/sms/faults', { kind: 'Undelivered', times: 1 }).then(() => 'El próximo SMS no llega: el fondo llamará.');

export const smsTwice = () =>
  control('POST', '/_local/sms/faults', { kind: 'Twice', times: 1 }).then(() => 'El próximo informe llega dos veces.');

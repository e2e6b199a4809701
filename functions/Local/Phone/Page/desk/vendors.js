// The other side of the wires: the telephone network and the payroll office, told what to do next.

async function control(method, path, body) {
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

export const smsTwice = () =>
  control('POST', '/_local/sms/faults', { kind: 'Twice', times: 1 }).then(() => 'El próximo informe llega dos veces.');

export const payrollActions = [];

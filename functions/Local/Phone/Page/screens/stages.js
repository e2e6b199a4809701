// What each status of an affiliation means to the person, and how far along it is.
import { h } from '../core/elements.js';

const Stages = {
  none: ['calm', 'Todavía no eres asociada o asociado', 'Inscríbete desde aquí. Toma unos tres minutos y no necesitas ir a una oficina.'],
  draft: ['todo', 'Faltan tus papeles', 'Ya aceptaste tus permisos. Quedan dos papeles por leer y firmar.'],
  'identity-pending': ['todo', 'Falta firmar', 'Tus papeles están listos. Firmas con tu rostro y un código.'],
  'identity-verified': ['todo', 'Falta un papel', 'Ya firmaste un papel. Queda el otro.'],
  'documents-signed': ['todo', 'Falta confirmar', 'Ya firmaste tus papeles. Confirma con un código que llega a tu celular.'],
  'sent-to-payroll': ['calm', 'En tu planilla', 'Pedimos a tu UGEL el primer descuento. Te avisamos apenas responda: no tienes que hacer nada.'],
  'rejected-by-payroll': ['warn', 'Tu planilla no aceptó el descuento', 'Mira el motivo. Cuando esté resuelto en tu UGEL, envía otra vez tu inscripción.'],
  active: ['good', 'Tu afiliación está activa', 'Tu UGEL aplicó el primer descuento. Desde hoy tu Cuenta Individual crece cada mes.'],
  suspended: ['warn', 'Tu afiliación está suspendida', 'Acércate o escribe al fondo para reactivarla.'],
  expired: ['warn', 'La inscripción venció', 'Pasó el plazo para completarla. Puedes empezar otra vez.'],
  cancelled: ['calm', 'Anulaste la inscripción', 'Puedes empezar otra vez cuando quieras.'],
  closed: ['calm', 'Afiliación cerrada', 'Puedes inscribirte otra vez cuando quieras.'],
};

/** Tone, title and next step of a status. */
export function stageOf(status) {
  const [tone, title, text] = Stages[status ?? 'none'] ?? ['calm', 'En trámite', 'Estamos trabajando en tu inscripción.'];
  return { tone, title, text };
}

const Order = [
  ['draft', 'Aceptaste tus permisos'],
  ['signed', 'Firmaste tus dos papeles'],
  ['sent-to-payroll', 'Enviada a tu planilla'],
  ['active', 'Primer descuento aplicado'],
];

const Reached = { draft: 1, 'identity-pending': 1, 'identity-verified': 1, 'documents-signed': 2, 'sent-to-payroll': 3, 'rejected-by-payroll': 3, active: 4 };

/** The four steps of joining; what is done is said in words, not by colour alone. */
export function steps(status) {
  const reached = Reached[status];
  if (!reached) return null;
  return h(
    'ol',
    { class: 'steps', 'aria-label': 'Pasos de tu inscripción' },
    Order.map(([, label], index) => {
      const done = index < reached;
      const mark = h('span', { class: 'mark', 'aria-hidden': 'true' }, done ? '✓' : String(index + 1));
      return h('li', { class: done ? 'done' : '' }, mark, label, h('span', { class: 'unseen' }, done ? ' (hecho)' : ' (pendiente)'));
    }),
  );
}

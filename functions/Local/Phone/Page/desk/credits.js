// Staff of credits: Elena sends a file with one offer for the person whose phone this is.
import { staffToken } from './staff.js';

const Offers = '/api/v1/credits/backoffice/offers';

export async function offerTo(member) {
  const token = await staffToken('elena.creditos');
  const lastDay = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const response = await fetch(`${Offers}/mesa-${Date.now()}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv' },
    body: `${member.person.dni},CONSUMO,1000000,36,${lastDay},buen-pagador;cupo-en-boleta\n`,
  });
  if (!response.ok) throw new Error(`El archivo de ofertas dio ${response.status}`);
  const { published, errors } = await response.json();
  return published ? 'Oferta de S/ 10,000 publicada.' : `El archivo no trajo ninguna oferta: ${errors[0]?.code ?? 'ya la tenía'}.`;
}

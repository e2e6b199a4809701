// A client as an app developer would write it: the path and its answer are checked against the generated types.
import type { paths } from '../generated/schema';

type Answer<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: { content: { 'application/json': infer Body } } } } } ? Body : never;

export async function read<Path extends keyof paths & string>(base: string, path: Path, token: string): Promise<Answer<Path>> {
  const response = await fetch(base + path, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Answer<Path>;
}

export type KnownPath = keyof paths;

// Finds changes of an OpenAPI document that break a client written against the older one.
// usage: node breaking.js OLD NEW; prints one line per break, exit code 1 when there is one.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head'];

/** All breaks between two parsed documents, as sentences. */
export function breaks(before, after) {
  const found = [];
  for (const [path, operations] of Object.entries(before.paths ?? {})) {
    for (const method of methods.filter((name) => operations[name])) {
      const name = `${method.toUpperCase()} ${path}`;
      const now = after.paths?.[path]?.[method];
      if (!now) found.push(`${name} is gone`);
      else operation(name, before, operations[method], after, now, found);
    }
  }
  return found;
}

function operation(name, before, old, after, now, found) {
  const key = (parameter) => `${parameter.in} parameter ${parameter.name}`;
  const oldParameters = new Map((old.parameters ?? []).map((p) => resolve(before, p)).map((p) => [key(p), p]));
  for (const parameter of (now.parameters ?? []).map((p) => resolve(after, p))) {
    const was = oldParameters.get(key(parameter));
    if (parameter.required && !was?.required) found.push(`${name}: ${key(parameter)} is now required`);
    if (was) request(`${name}: ${key(parameter)}`, before, was.schema, after, parameter.schema, found);
  }
  const [oldBody, newBody] = [resolve(before, old.requestBody), resolve(after, now.requestBody)];
  if (newBody?.required && !oldBody?.required) found.push(`${name}: a body is now required`);
  contents(`${name}: body`, before, oldBody, after, newBody, request, found);
  for (const [status, answer] of Object.entries(old.responses ?? {}).filter(([code]) => code.startsWith('2'))) {
    const same = now.responses?.[status];
    if (!same) found.push(`${name}: no longer answers ${status}`);
    else contents(`${name}: answer ${status}`, before, resolve(before, answer), after, resolve(after, same), response, found);
  }
}

function contents(name, before, old, after, now, compare, found) {
  for (const [type, media] of Object.entries(old?.content ?? {})) {
    const same = now?.content?.[type];
    if (!same) found.push(`${name}: no longer ${type}`);
    else compare(`${name}`, before, media.schema, after, same.schema, found);
  }
}

/** What a client sends: nothing more may be demanded, nothing less accepted. */
function request(name, before, oldSchema, after, newSchema, found, seen = new Set()) {
  walk(name, before, oldSchema, after, newSchema, found, seen, request, (old, now) => {
    for (const field of now.required ?? []) {
      if (!(old.required ?? []).includes(field)) found.push(`${name}.${field} is now required`);
    }
    const values = now.enum && (old.enum ?? []).filter((value) => !now.enum.includes(value));
    if (values?.length) found.push(`${name} no longer takes ${values.join(', ')}`);
    if (now.enum && !old.enum && old.type) found.push(`${name} now takes listed values only`);
    const lost = types(old).filter((type) => !types(now).includes(type));
    if (lost.length && types(now).length) found.push(`${name} is no longer ${lost.join(' or ')}`);
  });
}

/** What a client reads: nothing may go missing or change its type. */
function response(name, before, oldSchema, after, newSchema, found, seen = new Set()) {
  walk(name, before, oldSchema, after, newSchema, found, seen, response, (old, now) => {
    for (const field of Object.keys(old.properties ?? {})) {
      if (!now.properties?.[field]) found.push(`${name}.${field} is gone`);
    }
    for (const field of old.required ?? []) {
      if (now.properties?.[field] && !(now.required ?? []).includes(field)) found.push(`${name}.${field} may now be missing`);
    }
    const strange = types(now).filter((type) => !types(old).includes(type));
    if (strange.length && types(old).length) found.push(`${name} is now ${strange.join(' or ')}`);
  });
}

function walk(name, before, oldSchema, after, newSchema, found, seen, again, compare) {
  const pair = `${oldSchema?.$ref}|${newSchema?.$ref}`;
  if (!oldSchema || !newSchema || (oldSchema.$ref && seen.has(pair))) return;
  const visited = new Set([...seen, pair]);
  const [old, now] = [resolve(before, oldSchema), resolve(after, newSchema)];
  compare(old, now);
  for (const field of Object.keys(old.properties ?? {}).filter((key) => now.properties?.[key])) {
    again(`${name}.${field}`, before, old.properties[field], after, now.properties[field], found, visited);
  }
  if (old.items) again(`${name}[]`, before, old.items, after, now.items, found, visited);
  const [oldOne, newOne] = [variants(old), variants(now)];
  if (oldOne.length === 1 && newOne.length === 1) again(name, before, oldOne[0], after, newOne[0], found, visited);
}

const variants = (schema) => [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])].filter((one) => one.type !== 'null');

function types(schema) {
  const own = [schema.type ?? []].flat();
  return [...own, ...(schema.oneOf ?? []).filter((one) => one.type === 'null').map(() => 'null')];
}

function resolve(document, node) {
  if (!node?.$ref) return node;
  const target = node.$ref.slice(2).split('/').reduce((at, part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  return resolve(document, target);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [old, now] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const found = breaks(old, now);
  for (const line of found) console.log(line);
  console.log(found.length ? `${found.length} breaking changes: serve the old form beside the new one` : 'no breaking change');
  process.exitCode = found.length ? 1 : 0;
}

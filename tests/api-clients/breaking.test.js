import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaks } from './breaking.js';

const api = () => ({
  paths: {
    '/loans/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }, { name: 'page', in: 'query', schema: { type: 'string' } }],
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Loan' } } } } },
      },
      post: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Wish' } } } },
        responses: { 202: { description: 'accepted' } },
      },
    },
  },
  components: {
    schemas: {
      Loan: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, parts: { type: 'array', items: { $ref: '#/components/schemas/Loan' } } } },
      Wish: { type: 'object', required: ['amount'], properties: { amount: { type: 'number' }, kind: { type: 'string', enum: ['A', 'B'] } } },
    },
  },
});

const cases = [
  ['nothing changed', () => {}, []],
  ['operation gone', (d) => delete d.paths['/loans/{id}'].get, ['GET /loans/{id} is gone']],
  ['path renamed', (d) => { d.paths['/loan/{id}'] = d.paths['/loans/{id}']; delete d.paths['/loans/{id}']; }, ['GET /loans/{id} is gone', 'POST /loans/{id} is gone']],
  ['parameter required', (d) => { d.paths['/loans/{id}'].get.parameters[1].required = true; }, ['GET /loans/{id}: query parameter page is now required']],
  ['parameter retyped', (d) => { d.paths['/loans/{id}'].get.parameters[1].schema.type = 'integer'; }, ['GET /loans/{id}: query parameter page is no longer string']],
  ['answer gone', (d) => { d.paths['/loans/{id}'].post.responses = { 200: {} }; }, ['POST /loans/{id}: no longer answers 202']],
  ['field gone', (d) => delete d.components.schemas.Loan.properties.parts, ['GET /loans/{id}: answer 200.parts is gone']],
  ['field optional', (d) => { d.components.schemas.Loan.required = []; }, ['GET /loans/{id}: answer 200.id may now be missing']],
  ['field nullable', (d) => { d.components.schemas.Loan.properties.id.type = ['string', 'null']; }, ['GET /loans/{id}: answer 200.id is now null']],
  ['field demanded', (d) => d.components.schemas.Wish.required.push('kind'), ['POST /loans/{id}: body.kind is now required']],
  ['value refused', (d) => { d.components.schemas.Wish.properties.kind.enum = ['A']; }, ['POST /loans/{id}: body.kind no longer takes B']],
  ['body demanded', (d) => { d.paths['/loans/{id}'].post.requestBody.required = true; }, ['POST /loans/{id}: a body is now required']],
  ['field added', (d) => { d.components.schemas.Loan.properties.due = { type: 'string' }; d.components.schemas.Wish.properties.note = { type: 'string' }; }, []],
  ['operation added', (d) => { d.paths['/offers'] = { get: { responses: {} } }; }, []],
  ['value added', (d) => d.components.schemas.Wish.properties.kind.enum.push('C'), []],
];

for (const [name, change, expected] of cases) {
  test(name, () => {
    const after = api();
    change(after);
    assert.deepEqual(breaks(api(), after), expected);
  });
}

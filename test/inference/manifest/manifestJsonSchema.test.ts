import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestJsonSchema } from '../../../src/inference/manifest/manifestJsonSchema';
import { parseManifest } from '../../../src/inference/manifest/parseManifest';
import { shippedModels, shippedVersion } from '../shippedModels';

const file = join(shippedModels, 'manifest.schema.json');

// npm run docs:manifest
if (process.env.MANIFEST_SCHEMA === 'write') writeFileSync(file, manifestJsonSchema());

test('models/manifest.schema.json is what the code says (npm run docs:manifest)', () => {
  expect(readFileSync(file, 'utf8')).toBe(manifestJsonSchema());
});

test('it names every kind of model, refuses unknown keys, and knows the pins', () => {
  const { oneOf } = JSON.parse(manifestJsonSchema());
  expect(oneOf.map((one: { properties: { kind: { const: string } } }) => one.properties.kind.const)).toEqual([
    'region',
    'gate',
    'classifier',
  ]);
  for (const one of oneOf) expect(one.additionalProperties).toBe(false);
});

test('a manifest may name the schema for editors', () => {
  const path = join(shippedModels, 'lung-field', shippedVersion('lung-field'), 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const text = JSON.stringify({ $schema: '../../manifest.schema.json', ...manifest });
  expect(parseManifest(text)).toMatchObject({ id: 'lung-field' });
});

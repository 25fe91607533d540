import { z } from 'zod';
import { manifestSchema } from './manifest';

/** The manifest as JSON Schema, for editors and other languages: `models/manifest.schema.json`. */
export function manifestJsonSchema(): string {
  const schema = z.toJSONSchema(manifestSchema, { target: 'draft-2020-12' });
  const about = {
    $schema: schema.$schema,
    title: 'The manifest of a model of Imaging Triage',
    description:
      'Made from src/inference/manifest/manifest.ts by npm run docs:manifest. What keys have to agree with each other is checked ' +
      'by triage models check alone.',
  };
  return `${JSON.stringify({ ...about, ...schema }, null, 2)}\n`;
}

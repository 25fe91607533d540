import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/kernel/sealing/canonicalJson';
import type { ModelManifest } from '../manifest/manifest';

/**
 * SHA-256, hex, of everything in a manifest that determines what a model does: its network, input, outputs,
 * thresholds, intended use. What only describes it may be written later: title, provenance, measurements,
 * remarks.
 */
export function contractSha256(manifest: ModelManifest): string {
  const { $schema, title, licence, provenance, evaluation, remarks, ...contract } = manifest;
  return createHash('sha256').update(canonicalJson(contract)).digest('hex');
}

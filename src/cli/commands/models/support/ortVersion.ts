import { createRequire } from 'node:module';

/** The release of onnxruntime that runs the networks here. */
export function ortVersion(): string {
  const { version } = createRequire(__filename)('onnxruntime-node/package.json') as { version: string };
  return version;
}

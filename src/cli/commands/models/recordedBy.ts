import { createRequire } from 'node:module';

/** What recorded the golden cases, for the manifest, which is English. */
export function recordedBy(): string {
  return `triage models draft with onnxruntime ${ortVersion()} on ${process.platform}-${process.arch}`;
}

/** The version of onnxruntime that runs the networks here. */
function ortVersion(): string {
  const { version } = createRequire(__filename)('onnxruntime-node/package.json') as { version: string };
  return version;
}

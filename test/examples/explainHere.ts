import { modelsPort } from '../../src/app/modelsPort';
import { createExplainImage, type ExplainedImage } from '../../src/cli/commands/explain/explainImage';
import { readFile } from '../../src/decoder/child/readFile';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import type { ModelRepository } from '../../src/inference/repository/modelRepository';
import { policy } from '../domain/studies';
import { openHere } from '../support/openPictures';
import { testSiteKey } from '../support/siteSecret';

/** What `triage explain` finds out about a file with these models, in this process. */
export async function explainHere(
  repository: ModelRepository,
  bytes: Uint8Array,
  name = '',
): Promise<ExplainedImage> {
  const explain = createExplainImage({
    repository,
    models: modelsPort(async () => repository),
    readFile: (content, called) => readFile(content, called, defaultReadLimits),
    decodeCodestream: () => Promise.reject(new Error('no example is that large')),
    openPicture: (description, pixels) => openHere(description, pixels),
    logError: () => {},
    siteKey: testSiteKey,
    limits: defaultReadLimits,
    policy,
    now: () => '2026-05-01T10:00:00.000Z',
  });
  const explained = await explain(bytes, name);
  if (explained === 'index') throw new Error('a DICOMDIR is no example of an image');
  return explained;
}

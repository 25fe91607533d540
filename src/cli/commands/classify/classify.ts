import type { ModelName } from '../../../domain/models/modelName';
import { findFiles } from '../../files/findFiles';
import { leaveOutViewers } from '../../files/media';
import { onInterrupt } from '../../terminal/interrupt';
import { say } from '../../terminal/say';
import { classifyFiles } from './classifyFiles';

interface ClassifyOptions {
  readonly model?: ModelName;
  readonly k: number;
  readonly models?: string;
  readonly json?: boolean;
}

/** `triage classify`: runs the models on image files, here and now. @returns the exit status */
export async function classify(args: readonly string[], options: ClassifyOptions): Promise<number> {
  const { files, notes } = await leaveOutViewers(findFiles(args), args);
  for (const note of notes) say(note);
  const { signal, release } = onInterrupt();
  try {
    return await classifyFiles(files, { ...options, json: options.json ?? false, signal });
  } finally {
    release();
  }
}

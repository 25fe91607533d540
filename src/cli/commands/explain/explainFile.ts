import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type ExportCounts, exportCountsOf } from '../../../domain/intake/exportRecord';
import { RefusedError } from '../../../domain/reasons/refusals';
import { readMember } from '../../../formats/archive/readMember';
import { contradicts, sniffFormat } from '../../../formats/fileFormat';
import { type ExamineExportDeps, examineExport } from '../../../operations/intake/admitExport';
import { openSource } from '../../files/fileSource';
import { fileStart } from '../../files/fileStart';
import { texts } from '../../language/language';
import { diskProblem, UsageError } from '../../terminal/errors';
import type { ExplainedImage } from './explainImage';

/** A file, or one in an export, and what was found out about it. */
export type Explained = { readonly file: string } & (
  | { readonly kind: 'image'; readonly explanation: ExplainedImage }
  | { readonly kind: 'refused'; readonly refusal: RefusedError }
  | { readonly kind: 'index' }
  | { readonly kind: 'export'; readonly counts: ExportCounts }
);

export interface ExplainFileDeps extends ExamineExportDeps {
  readonly explainImage: (bytes: Uint8Array, name: string) => Promise<ExplainedImage | 'index'>;
}

/**
 * Explains a file; an export is followed by each file in it, one at a time.
 *
 * @throws UsageError if it is no file, or cannot be opened
 */
export async function* explainFile(deps: ExplainFileDeps, file: string): AsyncGenerator<Explained> {
  const start = await startOf(file);
  if (sniffFormat(start) === 'zip') {
    yield* explainExport(deps, file);
    return;
  }
  yield await explained(deps, file, async () => {
    const { size } = statSync(file);
    if (size > deps.limits.maxFileBytes) throw new RefusedError('too-large', { value: size });
    return readFile(file);
  });
}

async function* explainExport(deps: ExplainFileDeps, file: string): AsyncGenerator<Explained> {
  const source = await openSource(file);
  try {
    if (contradicts(file, 'zip')) throw new RefusedError('extension-mismatch');
    const planned = await examineExport(deps, source);
    const { members, skipped, missing, indexProblem } = planned;
    yield {
      file,
      kind: 'export',
      counts: exportCountsOf({
        members: members.length,
        skipped: [...skipped],
        missing: [...missing],
        indexProblem,
      }),
    };
    for (const member of members)
      yield await explained(deps, `${file}/${member.name}`, () =>
        readMember(source, member, deps.limits.maxFileBytes),
      );
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    yield { file, kind: 'refused', refusal: error };
  } finally {
    await source.close();
  }
}

async function explained(
  { explainImage }: ExplainFileDeps,
  file: string,
  read: () => Promise<Uint8Array>,
): Promise<Explained> {
  try {
    const explanation = await explainImage(await read(), file);
    return explanation === 'index' ? { file, kind: 'index' } : { file, kind: 'image', explanation };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { file, kind: 'refused', refusal: error };
  }
}

async function startOf(file: string): Promise<Uint8Array> {
  try {
    if (!statSync(file).isFile()) throw new UsageError(texts.explain.notAFile(file));
    return await fileStart(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(texts.errors.file.unreadable(file, diskProblem(error) ?? texts.errors.noAnswer));
  }
}

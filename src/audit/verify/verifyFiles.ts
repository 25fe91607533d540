import {
  assertManifestSigned,
  manifestFile,
  manifestNoteFile,
  parseManifestText,
} from '../proof/fileManifest';
import type { VerifierKey } from '../proof/verifierKey';
import type { BlobTree } from './blobTree';
import type { Fault } from './fault';
import { reasonOf } from './log/heldCheckpoints';

/** As a container of its tree, the exported folder itself. */
const root = '';

export interface FileVerification {
  /** Files that are the ones in the manifest. */
  readonly same: number;
  /** Whether the log's key signed the manifest; if not, whoever changed a file could change the manifest too. */
  readonly isSigned: boolean;
  readonly faults: readonly Fault[];
}

/**
 * Checks every file of an export against its manifest: none is changed, missing or added.
 *
 * @param key that signed the log's current checkpoint
 * @param isWanted tells which files to read; of the others only the names are compared
 */
export async function verifyFiles(
  tree: BlobTree,
  key: VerifierKey,
  isWanted: (name: string) => boolean = () => true,
): Promise<FileVerification> {
  const text = (await tree.read(root, manifestFile))?.toString('utf8');
  const expected = text === undefined ? undefined : parseManifestText(text);
  if (text === undefined || expected === undefined)
    return {
      same: 0,
      isSigned: false,
      faults: [badManifest(text === undefined ? 'it is missing' : 'it is malformed')],
    };
  const note = await tree.read(root, manifestNoteFile);
  const signature = note === undefined ? [] : signatureFaults(note.toString('utf8'), text, key);
  const { same, faults } = await compare(tree, expected, isWanted);
  return { same, isSigned: note !== undefined && signature.length === 0, faults: [...signature, ...faults] };
}

function badManifest(detail: string, where = manifestFile): Fault {
  return { code: 'bad-manifest', where, detail };
}

function signatureFaults(note: string, manifest: string, key: VerifierKey): Fault[] {
  try {
    assertManifestSigned(note, manifest, key);
    return [];
  } catch (error) {
    return [badManifest(reasonOf(error), manifestNoteFile)];
  }
}

async function compare(
  tree: BlobTree,
  expected: ReadonlyMap<string, string>,
  isWanted: (name: string) => boolean,
): Promise<Pick<FileVerification, 'same' | 'faults'>> {
  const faults: Fault[] = [];
  const missing = new Set(expected.keys());
  let same = 0;
  for await (const name of tree.list(root)) {
    if (name === manifestFile || name === manifestNoteFile) continue;
    const sha256 = expected.get(name);
    missing.delete(name);
    if (sha256 === undefined) faults.push({ code: 'file-added', where: name });
    else if (!isWanted(name)) continue;
    else if ((await tree.sha256(root, name)) === sha256) same += 1;
    else faults.push({ code: 'file-changed', where: name });
  }
  return {
    same,
    faults: [...faults, ...[...missing].map((where) => ({ code: 'file-missing' as const, where }))],
  };
}

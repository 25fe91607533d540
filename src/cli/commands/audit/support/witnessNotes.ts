import type { ContainerClient } from '@azure/storage-blob';
import { witnessFolder } from '../../../../app/auditSealer';
import type { VerifierKey } from '../../../../audit/proof/verifierKey';
import { isOverTls, overTls } from '../../../../connections/overTls';
import { dataAccountIn, identityOf, parseWitness } from '../../../../settings/accounts';
import { WitnessStore, witnessContainer } from '../../../../storage/audit/witness';
import { connectStorage } from '../../../../storage/connect';
import { texts } from '../../../language/language';
import { UsageError } from '../../../terminal/errors';

/**
 * The checkpoints that the witness of a log holds, smallest first.
 *
 * @param witness a connection string, or the blob address of an account that an identity opens
 * @throws UsageError if it is neither, or would be asked without TLS
 */
export function witnessNotes(
  witness: string,
  key: VerifierKey,
): AsyncGenerator<{ name: string; note: string }> {
  return new WitnessStore(containerOf(witness), witnessFolder(key.name)).notes();
}

function containerOf(witness: string): ContainerClient {
  if (!isOverTls(witness)) throw new UsageError(texts.audit.witness.bad(overTls));
  const credential = identityOf(dataAccountIn(process.env));
  try {
    return connectStorage(parseWitness(witness, credential)).blobs.getContainerClient(witnessContainer);
  } catch {
    throw new UsageError(texts.audit.witness.unreadable);
  }
}

import path from 'node:path';
import type { Signer } from '../../../../audit/proof/signer';
import { credentialOf } from '../../../../connections/credential';
import { appFolder } from '../../../../places/places';
import { dataAccountIn, identityOf } from '../../../../settings/accounts';
import { auditKeyFileOf } from '../../../../settings/settings';
import { keyFileSigner } from '../../../../signing/keyFile';
import { keyVaultSigner } from '../../../../signing/keyVault';
import { auditKeyFile } from '../../../site/localSite';

/**
 * What signs the log, if this command may use it: the key of a data folder, or the one that the environment
 * names. Never makes a key.
 *
 * @param name of the log
 * @returns undefined if there is none
 * @throws AuditKeyError if there is one that cannot be used
 */
export async function signerAtHand(
  dataDirectory: string | undefined,
  environment: NodeJS.ProcessEnv,
  name: string,
): Promise<Signer | undefined> {
  if (dataDirectory !== undefined) return keyFileSigner(path.resolve(dataDirectory, auditKeyFile), name);
  const { TRIAGE_AUDIT_KEY_FILE: file, TRIAGE_AUDIT_KEY_VAULT_KEY: id } = environment;
  if (file) return keyFileSigner(auditKeyFileOf(file, appFolder), name);
  return id ? keyVaultSigner(id, name, credentialOf(identityOf(dataAccountIn(environment)))) : undefined;
}

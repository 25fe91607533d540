import { readFile } from 'node:fs/promises';
import {
  type GatewayConfig,
  GatewayConfigError,
  parseGatewayConfig,
} from '../../../gateway/config/gatewayConfig';
import { startGateway } from '../../../gateway/gateway';
import { SpoolInUseError } from '../../../gateway/ledger/ledger';
import { connectStorage } from '../../../storage/connect';
import { packageVersion } from '../../site/packageVersion';
import { openStorage, storageSettingsOf } from '../../site/storageAccess';
import { CliError, describeError, diskProblem, UsageError } from '../../terminal/errors';
import { aborted, onInterrupt } from '../../terminal/interrupt';
import { say } from '../../terminal/say';

/**
 * `triage gateway`: see docs/gateway.md. It starts whether or not the storage answers, since what arrives is spooled.
 *
 * @throws CliError
 */
export async function gateway(options: { config: string; check?: true }): Promise<void> {
  const config = await readConfig(options.config);
  const { account, container } = config.storage;
  const settings = storageSettingsOf({ account }, process.env);
  if (options.check) {
    await openStorage(settings, container);
    process.stdout.write('The configuration is right, and the storage answers.\n');
    return;
  }
  const { signal, release } = onInterrupt();
  try {
    const running = await startGateway(config, {
      blobs: connectStorage(settings).blobs,
      version: packageVersion(),
      log: say,
      describe: describeError,
    }).catch((error: unknown) => {
      throw new CliError(startProblem(error, config), undefined, { cause: error });
    });
    const waiting = running.health().spool as { objects: number };
    say(`${config.aeTitle} listens on port ${config.port}; ${waiting.objects} objects wait in the spool.`);
    await aborted(signal);
    say('Stopping …');
    await running.stop();
  } finally {
    release();
  }
}

async function readConfig(file: string): Promise<GatewayConfig> {
  try {
    return parseGatewayConfig(await readFile(file, 'utf8'));
  } catch (error) {
    const problem =
      error instanceof GatewayConfigError ? error.message : `${diskProblem(error) ?? 'it cannot be read'}.`;
    throw new UsageError(`${file}: ${problem}`);
  }
}

/** Why it does not start, in one line. */
function startProblem(error: unknown, { port, statusPort, address, spool }: GatewayConfig): string {
  const { code, syscall, port: which } = error as NodeJS.ErrnoException & { port?: number };
  const taken = which ?? port;
  if (code === 'EADDRINUSE')
    return `Port ${taken} is in use by another program: stop it, or give another ${taken === statusPort ? 'statusPort' : 'port'}.`;
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}: see "address" in the configuration.`;
  if (code === 'EACCES' && syscall === 'listen')
    return `Port ${taken} may not be opened by this user: give a port above 1023, or the capability CAP_NET_BIND_SERVICE.`;
  if (error instanceof SpoolInUseError || error instanceof GatewayConfigError) return error.message;
  const disk = diskProblem(error);
  return disk === undefined ? describeError(error) : `The spool ${spool} cannot be used: ${disk}.`;
}

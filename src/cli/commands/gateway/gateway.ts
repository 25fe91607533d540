import { readFile } from 'node:fs/promises';
import {
  type GatewayConfig,
  GatewayConfigError,
  parseGatewayConfig,
} from '../../../gateway/config/gatewayConfig';
import { startGateway } from '../../../gateway/gateway';
import { SpoolInUseError } from '../../../gateway/ledger/ledger';
import { connectStorage } from '../../../storage/connect';
import { texts } from '../../language/language';
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
    process.stdout.write(`${texts.gateway.right}\n`);
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
    say(texts.gateway.listens(config.aeTitle, config.port, waiting.objects));
    await aborted(signal);
    say(texts.run.stopping);
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
      error instanceof GatewayConfigError
        ? error.message
        : `${diskProblem(error) ?? texts.errors.unreadable}.`;
    throw new UsageError(`${file}: ${problem}`);
  }
}

/** Why it does not start, in one line. */
function startProblem(error: unknown, { port, statusPort, address, spool }: GatewayConfig): string {
  const { code, syscall, port: which } = error as NodeJS.ErrnoException & { port?: number };
  const taken = which ?? port;
  const said = texts.gateway;
  if (code === 'EADDRINUSE') return said.portTaken(taken, taken === statusPort ? 'statusPort' : 'port');
  if (code === 'EADDRNOTAVAIL') return said.noAddress(address);
  if (code === 'EACCES' && syscall === 'listen') return said.portForbidden(taken);
  if (error instanceof SpoolInUseError || error instanceof GatewayConfigError) return error.message;
  const disk = diskProblem(error);
  return disk === undefined ? describeError(error) : said.spool(spool, disk);
}

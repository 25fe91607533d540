import { commandOf, descendantsOf, isComputing } from './processTree';
import { waitFor } from './waitFor';

/** How long one that computes is looked for; then one that waits will do. */
const aimMilliseconds = 1_000;

/** A process that reads files, somewhere below another process: one that is reading, if there is any within a second. */
export function decoderUnder(pid: number, patience?: number): Promise<number> {
  const began = Date.now();
  const look = () => {
    const decoders = descendantsOf(pid).filter((one) => commandOf(one).includes('/decoder/child/child.js'));
    const isLate = Date.now() - began > aimMilliseconds;
    return decoders.find(isComputing) ?? (isLate && decoders[0]);
  };
  return waitFor('a decoder', look, patience);
}

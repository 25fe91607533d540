import { RefusedError } from '../../../domain/reasons/refusals';
import { corrupt } from '../refusals';

/** Memory of a WebAssembly module never shrinks: past this much, the module is dropped after use. */
const usualIdleBytes = 192 * 1024 * 1024;

/**
 * A decoder in WebAssembly that is loaded when it is first needed and then kept: loading takes about ten milliseconds.
 * It is dropped, and loaded afresh the next time, when a stream has left it with much memory or has made it fail:
 * nobody knows what state an interrupted decoder is in.
 */
export class LazyModule<M> {
  private loading: Promise<M> | undefined;

  /**
   * @param load makes a fresh module
   * @param memoryBytes how much memory a module holds
   * @param maxIdleBytes how much it may hold while it waits for the next stream
   */
  constructor(
    private readonly load: () => Promise<M>,
    private readonly memoryBytes: (module: M) => number,
    private readonly maxIdleBytes = usualIdleBytes,
  ) {}

  /**
   * Runs `work`, which must not wait for anything: what it does is over before anybody else has the module.
   * @throws RefusedError `corrupt-pixel-data` for whatever `work` throws that is no refusal
   */
  async use<R>(work: (module: M) => R): Promise<R> {
    this.loading ??= this.load();
    const { loading } = this;
    let healthy = false;
    try {
      const module = await loading;
      const result = attempt(() => work(module));
      healthy = this.memoryBytes(module) <= this.maxIdleBytes;
      return result;
    } finally {
      if (!healthy && this.loading === loading) this.loading = undefined;
    }
  }
}

function attempt<R>(work: () => R): R {
  try {
    return work();
  } catch (error) {
    throw error instanceof RefusedError ? error : corrupt(undefined, error);
  }
}

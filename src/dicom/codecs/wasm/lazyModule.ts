import { RefusedError } from '../../../domain/reasons/refusals';
import { corrupt } from '../refusals';

/** A WebAssembly module's memory never shrinks: above this size, the module is dropped after use. */
const usualIdleBytes = 192 * 1024 * 1024;

/**
 * A WebAssembly decoder that is loaded when first needed and then kept, since loading takes about ten
 * milliseconds. It is dropped, and loaded again the next time, when a stream has left it with too much memory
 * or made it fail: the state of an interrupted decoder is unknown.
 */
export class LazyModule<M> {
  private loading: Promise<M> | undefined;

  /**
   * @param load creates a new module
   * @param memoryBytes how much memory a module holds
   * @param maxIdleBytes how much it may hold while idle
   */
  constructor(
    private readonly load: () => Promise<M>,
    private readonly memoryBytes: (module: M) => number,
    private readonly maxIdleBytes = usualIdleBytes,
  ) {}

  /**
   * Runs `work`, which must be synchronous: it must finish before anyone else uses the module.
   * @throws RefusedError `corrupt-pixel-data` for anything that `work` throws other than a refusal
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

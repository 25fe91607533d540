/** The part of the platform's WebAssembly API that we use; Node has it, but its types do not. */
declare namespace WebAssembly {
  interface Instance {
    readonly exports: Record<string, unknown>;
  }

  function instantiate(
    bytes: Uint8Array,
    imports: Record<string, Record<string, (first: number, second: number) => number | undefined>>,
  ): Promise<{ readonly instance: Instance }>;
}

/** A float32 tensor: `data.length` is the product of `dims`. */
export interface FloatTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** What a network declares about one of its inputs or outputs. */
export type ValueFacts =
  | {
      readonly name: string;
      readonly isTensor: true;
      /** Such as `float32`. */
      readonly type: string;
      /** A name where a size is known only at run time. */
      readonly shape: readonly (number | string)[];
    }
  | { readonly name: string; readonly isTensor: false };

/** What a network declares. */
export interface NetworkFacts {
  readonly inputs: readonly ValueFacts[];
  readonly outputs: readonly ValueFacts[];
}

/** The only input of a run. */
export interface NetworkInputTensor {
  readonly name: string;
  readonly tensor: FloatTensor;
}

/** One output of a run; without a tensor if its values are not float32. */
export type NetworkOutput = FloatTensor | undefined;

/** A network that the runtime has loaded. */
export interface Network extends NetworkFacts {
  /**
   * @returns the named outputs, in the order of `names`
   * @throws ModelProblem if the network fails, or takes more time or memory than it may
   * @throws DecoderUnavailableError if no process could be had, which says nothing about the network
   */
  run(input: NetworkInputTensor, names: readonly string[]): Promise<NetworkOutput[]>;
}

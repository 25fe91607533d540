/** Random numbers that are the same for the same seed: xoshiro128** (Blackman and Vigna, 2018). For simulation only. */
export class Random {
  readonly #state: Uint32Array;

  /** @param stream different streams of one seed are independent of each other */
  constructor(seed: number, stream = 0) {
    // SplitMix's finisher spreads close seeds apart.
    let counter = (Math.imul(seed, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35)) >>> 0;
    this.#state = Uint32Array.from({ length: 4 }, () => {
      counter = (counter + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(counter ^ (counter >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    });
  }

  /** 0…1, 1 excluded. */
  next(): number {
    const state = this.#state as unknown as [number, number, number, number];
    const [, second, third, fourth] = state;
    const result = Math.imul(rotated(Math.imul(second, 5), 7), 9) >>> 0;
    const [first] = state;
    const [a, b] = [third ^ first, fourth ^ second];
    state[0] = first ^ b;
    state[1] = second ^ a;
    state[2] = a ^ (second << 9);
    state[3] = rotated(b, 11);
    return result / 2 ** 32;
  }

  /** Exponentially distributed with mean 1. */
  exponential(): number {
    return -Math.log(1 - this.next());
  }

  /** Normally distributed, mean 0 and variance 1 (Box and Muller). */
  normal(): number {
    return Math.sqrt(2 * this.exponential()) * Math.cos(2 * Math.PI * this.next());
  }
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** How long a claim stands unless it is renewed. Milliseconds. */
export const claimMilliseconds = 5 * 60_000;

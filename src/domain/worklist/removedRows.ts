/** How long removed rows stay. Copies that were not refreshed for half of it read the whole table. */
export const removedStayMilliseconds = 20 * 60_000;

/** How long removed rows are kept. A copy that was not refreshed for half this time reads the whole table. */
export const removedStayMilliseconds = 20 * 60_000;

/** How long a study that left the open ones keeps a row without a line there: no writer is later than that. */
export const leftStayMilliseconds = 20 * 60_000;

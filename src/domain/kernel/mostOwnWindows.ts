/** The most windows of their own that a person can keep, of all modalities. */
export const mostOwnWindows = 40;

/** What an image says of itself that a reader should know, beside the notes of its reading. */
export const imageFlags = ['lossy-compressed', 'burned-in-annotation'] as const;

export type ImageFlag = (typeof imageFlags)[number];

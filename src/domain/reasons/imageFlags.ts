/** What an image or its order says that a reader should know, beside the notes of its reading. */
export const imageFlags = ['lossy-compressed', 'burned-in-annotation', 'urgency-unknown'] as const;

export type ImageFlag = (typeof imageFlags)[number];

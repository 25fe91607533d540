/** The instrumentation scope of everything that the app exports. */
export const scope = { name: 'imaging-triage' } as const;

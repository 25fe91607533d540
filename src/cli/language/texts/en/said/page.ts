/** What every page that a command writes says. */
export const page = {
  disclaimer: 'Triage aid. Not a diagnosis. Not cleared for clinical use.',
};

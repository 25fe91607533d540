/** The storage was written with another site key: whatever is in it would be taken for somebody else's. */
export class OtherSiteKeyError extends Error {
  override readonly name = 'OtherSiteKeyError';

  constructor() {
    super(
      'the storage was written with another TRIAGE_SITE_KEY. Nothing is received, shown or changed until the app has that key again: with this one, every file would be received anew, and no record would be trusted.',
    );
  }
}

/**
 * Which blobs of images and arrivals an export holds. Without the files that arrived, it holds none that say or
 * show whom they are of: no identities, pixels, pictures, or refused files.
 *
 * @returns whether it holds such a blob, by what the audit log calls it
 */
export function isExported(withInputs: boolean): (what: string) => boolean {
  return (what) => (withInputs ? !ofSiteOnly.test(what) : ofEveryExport.has(what));
}

const ofEveryExport = new Set(['outcome', 'refusal.json', 'image.json', 'attributes.json']);

/** Of these an export holds only what verification needs, or nothing: they have the names of files, or of patients. */
const ofSiteOnly = /^(?:arrival|export|links|outputs|\d+)$/;

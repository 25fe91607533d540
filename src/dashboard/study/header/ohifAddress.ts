const uidForm = /^[0-9]+(\.[0-9]+)*$/;

/**
 * The address of a study in OHIF; undefined if the UID is invalid, or the address is not a web address.
 *
 * @param ohifUrl the value of TRIAGE_OHIF_URL, such as `https://pacs.example/ohif/viewer`
 */
export function ohifAddress(ohifUrl: string, studyInstanceUid: string): string | undefined {
  if (!uidForm.test(studyInstanceUid) || studyInstanceUid.length > 64 || !URL.canParse(ohifUrl))
    return undefined;
  const address = new URL(ohifUrl);
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return undefined;
  address.searchParams.set('StudyInstanceUIDs', studyInstanceUid);
  return address.href;
}

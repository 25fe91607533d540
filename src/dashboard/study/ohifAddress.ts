const uidForm = /^[0-9]+(\.[0-9]+)*$/;

/**
 * Where OHIF shows a study; undefined where the UID is none, or the address is not one of the web.
 *
 * @param ohifUrl as TRIAGE_OHIF_URL has it, such as `https://pacs.example/ohif/viewer`
 */
export function ohifAddress(ohifUrl: string, studyInstanceUid: string): string | undefined {
  if (!uidForm.test(studyInstanceUid) || studyInstanceUid.length > 64 || !URL.canParse(ohifUrl))
    return undefined;
  const address = new URL(ohifUrl);
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return undefined;
  address.searchParams.set('StudyInstanceUIDs', studyInstanceUid);
  return address.href;
}

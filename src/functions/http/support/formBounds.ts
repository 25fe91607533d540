/** Far more than a form with one file has. */
const maxParts = 16;
const maxHeaderBytes = 16_000;

/** RFC 2046 allows 70 characters; Orthanc sends 73. */
const boundaryPattern = /;\s*boundary=(?:"([^"\\]{1,128})"|([^\s;"\\]{1,128}))\s*(?:;|$)/i;

/** The boundary that a content type states; undefined if there is none, or an unusual one. */
export function boundaryOf(contentType: string): string | undefined {
  const [, quoted, plain] = boundaryPattern.exec(contentType) ?? [];
  return quoted ?? plain;
}

/**
 * Whether a form has few parts and short headers. Only then is it parsed: ten megabytes of fields or headers would
 * block the process for a second.
 */
export function isModestForm(body: Buffer, boundary: string): boolean {
  const delimiter = `--${boundary}`;
  let parts = 0;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    parts += 1;
    const end = at + delimiter.length + maxHeaderBytes;
    if (parts > maxParts || (end < body.length && !body.subarray(at, end).includes('\r\n\r\n'))) return false;
  }
  return true;
}

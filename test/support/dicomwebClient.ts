import { api } from 'dicomweb-client';
import type { Role } from '../../src/domain/kernel/roles';
import { signIn } from './signIn';
import { xmlHttpRequest } from './xmlHttpRequest';

/** A data set of the DICOM JSON Model. */
export type Dataset = Readonly<Record<string, { vr: string; Value?: unknown[]; BulkDataURI?: string }>>;

export interface Uids {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
}

interface Queried {
  readonly queryParams: Readonly<Record<string, string | number>>;
}

/** What we use of `dicomweb-client`, whose own declarations ask for more than its functions do. */
export interface DicomwebClient {
  searchForStudies(options: Queried): Promise<Dataset[]>;
  searchForSeries(options: Queried & Uids): Promise<Dataset[]>;
  searchForInstances(options: Queried & Uids): Promise<Dataset[]>;
  retrieveStudyMetadata(options: Uids): Promise<Dataset[]>;
  retrieveSeriesMetadata(options: Uids): Promise<Dataset[]>;
  retrieveInstanceMetadata(options: Uids): Promise<Dataset[]>;
  retrieveInstanceFrames(options: Uids & { readonly frameNumbers: number[] }): Promise<ArrayBuffer[]>;
  retrieveBulkData(options: { readonly BulkDataURI: string }): Promise<ArrayBuffer[]>;
  retrieveInstance(options: Uids): Promise<ArrayBuffer>;
  retrieveSeries(options: Uids): Promise<ArrayBuffer[]>;
  retrieveStudy(options: Uids): Promise<ArrayBuffer[]>;
}

/** The client that OHIF uses, for somebody who is signed in. It makes its requests by the global XMLHttpRequest. */
export async function dicomwebClient(url: string, role: Role = 'reviewer'): Promise<DicomwebClient> {
  Object.assign(globalThis, { XMLHttpRequest: xmlHttpRequest(await signIn(url, role)) });
  const Client = api.DICOMwebClient as unknown as new (options: object) => DicomwebClient;
  return new Client({ url: `${url}/dicomweb`, verbose: false });
}

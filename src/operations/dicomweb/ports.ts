import type { ImageAttributes } from '../../domain/image/imageAttributes';
import type { IdentityRecord } from '../../domain/image/imageDescription';
import type { StoredImage } from '../../domain/image/storedImage';
import type { SiteKey } from '../../domain/kernel/identifiers/ids';
import type { ResultsPort } from '../ports';

/** What studies are read from. */
export interface KeptStudiesDeps {
  readonly siteKey: SiteKey;
  readonly results: Pick<ResultsPort, 'study'>;
  readonly images: {
    find(imageId: string): Promise<StoredImage | undefined>;
    attributes(imageId: string): Promise<ImageAttributes | undefined>;
  };
  readonly identity: {
    readWithHeader(studyId: string, imageId: string): Promise<IdentityRecord | undefined>;
  };
}

import type { StudyImage } from '../../domain/study/images/imageRecord';
import { instanceMetadata } from '../../interchange/dicomweb/instanceMetadata';
import { uidsOf } from '../../interchange/dicomweb/keptInstance';
import { isAsked, pageOf, type Query } from '../../interchange/dicomweb/query';
import { instanceResult, seriesResult, withMore } from '../../interchange/dicomweb/queryResults';
import type { WebDataSet } from '../../interchange/dicomweb/webDataSet';
import type { KeptPart, KeptStudies } from './keptStudies';

/** The series of a study, in their order. @param service address of the service */
export async function searchSeries(
  kept: KeptStudies,
  { study, images }: KeptPart,
  query: Query,
  service: string,
): Promise<readonly WebDataSet[]> {
  const series = [...Map.groupBy(images, ({ seriesId }) => seriesId).values()];
  const firsts = await kept.read(
    study,
    series.flatMap(([first]) => first ?? []),
  );
  const counts = new Map(
    series.flatMap((members) => members.map(({ imageId }) => [imageId, members.length])),
  );
  const results = firsts.map((first) => {
    const metadata = instanceMetadata(first);
    const result = seriesResult(service, uidsOf(first), metadata, counts.get(first.image.imageId) ?? 0);
    return withMore(result, metadata, query.includes);
  });
  return pageOf(
    query,
    results.filter((result) => isAsked(query, result)),
  );
}

/** Instances of a series, in their order. */
export async function searchInstances(
  kept: KeptStudies,
  { study, images }: KeptPart,
  query: Query,
  service: string,
): Promise<readonly WebDataSet[]> {
  // Without a condition the page is known before anything is read.
  const read: readonly StudyImage[] = query.match.size === 0 ? pageOf(query, images) : images;
  const results = (await kept.read(study, read)).map((instance) => {
    const metadata = instanceMetadata(instance);
    return withMore(instanceResult(service, uidsOf(instance), metadata), metadata, query.includes);
  });
  if (query.match.size === 0) return results;
  return pageOf(
    query,
    results.filter((result) => isAsked(query, result)),
  );
}

import { isImagePack, packedPartOf } from './imagePack';
import { lengthOf, partsIn } from './parts';

/**
 * What a blob of images holds, as names beside it; the blob itself where that is not all of it, or not what images
 * consist of.
 *
 * @param bytes how long it is
 * @param text what its metadata say of its parts
 */
export function namesInPack(name: string, bytes: number | undefined, text: string | undefined): string[] {
  if (!isImagePack(name)) return [name];
  const [imageId] = name.split('/', 1);
  const parts = partsIn(text);
  const names = parts?.map((part) => `${imageId}/${part.name}`) ?? [];
  const isAll = parts !== undefined && bytes === lengthOf(parts);
  return isAll && names.every((one) => packedPartOf(one)) ? names : [...names.filter(packedPartOf), name];
}

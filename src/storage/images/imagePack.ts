/** The blob of an image in which everything lies that followed from its file when it first came. */
export const imagePack = (imageId: string) => `${imageId}/image`;

export function isImagePack(name: string): boolean {
  return name === imagePack(name.split('/', 1)[0] ?? '');
}

/** Its parts: what the image is, its header if that is long, its pixels, its compressed frames, its preview. */
export const imageParts = {
  description: 'image.json',
  header: 'attributes.json',
  pixels: 'pixels',
  codestream: 'codestream',
  preview: 'preview',
} as const;

const names: ReadonlySet<string> = new Set(Object.values(imageParts));
const pictures = /^pictures\/[0-9a-f]{64}$/;

/**
 * Where models looked on one visit: a part too if they did so before the image was stored, otherwise a blob of its
 * own beside it. @param sha256 in hex
 */
export const picturesPart = (sha256: string) => `pictures/${sha256}`;

export function isPicturesPart(part: string): boolean {
  return pictures.test(part);
}

/** The blob in which a content of an image lies, and its part there; undefined if it is a blob of its own. */
export function packedPartOf(name: string): { readonly pack: string; readonly part: string } | undefined {
  const [imageId = ''] = name.split('/', 1);
  const part = name.slice(imageId.length + 1);
  return names.has(part) || isPicturesPart(part) ? { pack: imagePack(imageId), part } : undefined;
}

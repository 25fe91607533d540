/** The blob of an image in which everything lies that follows from its file. */
export const imagePack = (imageId: string) => `${imageId}/image`;

/** Its parts: what the image is, its header if that is long, its pixels, its compressed frames, its preview. */
export const imageParts = {
  description: 'image.json',
  header: 'attributes.json',
  pixels: 'pixels',
  codestream: 'codestream',
  preview: 'preview',
} as const;

const names: ReadonlySet<string> = new Set(Object.values(imageParts));

/** The blob in which a content of an image lies, and its part there; undefined if it is a blob of its own. */
export function packedPartOf(name: string): { readonly pack: string; readonly part: string } | undefined {
  const [imageId = '', part = '', ...more] = name.split('/');
  return more.length === 0 && names.has(part) ? { pack: imagePack(imageId), part } : undefined;
}

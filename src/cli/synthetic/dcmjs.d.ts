/** What is used of dcmjs, which has no types of its own. */
declare module 'dcmjs' {
  interface Element {
    readonly vr: string;
    readonly Value: readonly unknown[];
  }

  export class DicomDict {
    constructor(meta: Readonly<Record<string, Element>>);
    dict: Readonly<Record<string, Element>>;
    write(options?: { readonly fragmentMultiframe?: boolean }): ArrayBuffer;
  }

  interface DicomMetaDictionary {
    denaturalizeDataset(dataset: Readonly<Record<string, unknown>>): Record<string, Element>;
  }

  export const data: {
    readonly DicomDict: typeof DicomDict;
    readonly DicomMetaDictionary: DicomMetaDictionary;
  };
}

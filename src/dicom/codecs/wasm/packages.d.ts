/** The decoder packages have no types of their own; these are the parts that we use. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  import type { EmscriptenFactory } from './emscripten';
  import type { OpenJpegModule } from './openjpeg';

  const factory: EmscriptenFactory<OpenJpegModule>;
  export = factory;
}

declare module '@cornerstonejs/codec-openjph/wasmjs' {
  import type { EmscriptenFactory } from './emscripten';
  import type { OpenJphModule } from './openjph';

  const factory: EmscriptenFactory<OpenJphModule>;
  export = factory;
}

declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  import type { CharLsModule } from './charls';
  import type { EmscriptenFactory } from './emscripten';

  const factory: EmscriptenFactory<CharLsModule>;
  export = factory;
}

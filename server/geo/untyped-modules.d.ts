declare module 'yauzl' {
  import type { EventEmitter } from 'node:events';
  import type { Readable } from 'node:stream';
  export interface Entry {
    fileName: string;
    compressedSize: number;
    uncompressedSize: number;
    crc32: number;
    isEncrypted(): boolean;
  }
  export interface ZipFile extends EventEmitter {
    readEntry(): void;
    close(): void;
    openReadStream(entry: Entry, callback: (error: Error | null, stream?: Readable) => void): void;
  }
  export function open(
    path: string,
    options: { lazyEntries?: boolean; autoClose?: boolean },
    callback: (error: Error | null, zip?: ZipFile) => void,
  ): void;
  const yauzl: { open: typeof open };
  export default yauzl;
}

declare module 'geojson-validation' {
  const gjv: {
    valid(value: unknown, trace: true): string[];
    valid(value: unknown): boolean;
    isFeatureCollection(value: unknown, trace: true): string[];
    isFeature(value: unknown, trace: true): string[];
    isGeometryObject(value: unknown, trace: true): string[];
  };
  export default gjv;
}

declare module 'shpjs' {
  import type { FeatureCollection, Geometry } from 'geojson';
  export function parseShp(shp: ArrayBuffer | Uint8Array, prj?: string): Geometry[];
  export function parseDbf(dbf: ArrayBuffer | Uint8Array, cpg?: string): Record<string, unknown>[];
  export function combine(parts: [Geometry[], Record<string, unknown>[]]): FeatureCollection;
}

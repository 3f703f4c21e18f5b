import { LAND_SURFACE_BASE64 } from './land-surface-bytes.ts';
import { LAND_SURFACE_SHARED_BASE64 } from './land-surface-shared-bytes.ts';

/** What the compiled land search offers; see land-surface.as.ts. */
export interface LandSurfaceExports {
  layOut(
    rows: number,
    columns: number,
    room: number,
    heights: number,
    nodes: number,
    arcs: number,
    links: number,
    linkedCells: number,
  ): number;
  prepare(): void;
  /** 0 when no table has been written past its end. */
  findLayoutFault(): number;
  whereIs(what: number): number;
  setIrmischerFlat(metersPerSecond: number): void;
  begin(limit: number, closedCorners: number, least: number): void;
  meetAll(): void;
  seedCell(row: number, column: number, seconds: number, owner: number): void;
  seedNode(node: number, seconds: number, owner: number): void;
  /** 1 when all is done, 0 when `most` tiles have been visited before. */
  run(windowSeconds: number, neighbours: number, slope: number, most: number): number;
  countTouched(): number;
  giveTile(tile: number): number;
  giveBand(band: number, what: number): void;
  settle(): void;
  setPart(which: number, of: number): void;
  join(search: number): void;
  countSearches(): number;
  runTogether(windowSeconds: number, neighbours: number, slope: number): void;
  readonly expanded: { readonly value: number };
  readonly visits: { readonly value: number };
}

/** A WebAssembly memory, as far as it is used here. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/**
 * The part of the platform's WebAssembly used here: kernels are checked without the browser's or Node's
 * types.
 */
interface Platform {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (pages: { initial: number; maximum: number; shared: boolean }) => KernelMemory;
}

export const WASM_PAGE_BYTES = 65_536;
/** 4 GiB, the end of what a 32-bit address reaches, less one page. */
export const WASM_MOST_BYTES = 65_535 * WASM_PAGE_BYTES;

const compiled = new Map<boolean, object>();

/**
 * False where WebAssembly is missing, forbidden, or older than the SIMD instructions used. Compiles the
 * kernel once.
 */
export function canRunLandSurface(): boolean {
  if ((globalThis as unknown as { WebAssembly?: Platform }).WebAssembly === undefined) return false;
  try {
    compile(false);
    return true;
  } catch {
    return false;
  }
}

function compile(shared: boolean): object {
  const platform = (globalThis as unknown as { WebAssembly: Platform }).WebAssembly;
  const known = compiled.get(shared);
  if (known !== undefined) return known;
  const module = new platform.Module(decodeBase64(shared ? LAND_SURFACE_SHARED_BASE64 : LAND_SURFACE_BASE64));
  compiled.set(shared, module);
  return module;
}

/**
 * A fresh instance with a memory of its own, one that can be shared, or another thread's; the bytes are
 * compiled once.
 */
export function startLandSurface(
  callbacks: {
    loadTile(tile: number, paceAt: number, heightAt: number): void;
    refuse(reason: number): void;
  },
  share: boolean | KernelMemory,
): { kernel: LandSurfaceExports; memory: KernelMemory } {
  const platform = (globalThis as unknown as { WebAssembly: Platform }).WebAssembly;
  const shared = share !== false;
  const module = compile(shared);
  const memory =
    typeof share === 'object' ? share : new platform.Memory({ initial: 2, maximum: 65_536, shared });
  const abort = (): void => {
    throw new Error('land search: the WebAssembly kernel stopped');
  };
  const { exports } = new platform.Instance(module, { env: { memory, abort }, 'land-surface.as': callbacks });
  return { kernel: exports as LandSurfaceExports, memory };
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decodeBase64(text: string): Uint8Array {
  const values = new Uint8Array(128);
  for (let i = 0; i < DIGITS.length; i++) values[DIGITS.charCodeAt(i)] = i;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let i = 0, to = 0; i < text.length; i += 4, to += 3) {
    const group =
      (values[text.charCodeAt(i)]! << 18) |
      (values[text.charCodeAt(i + 1)]! << 12) |
      (values[text.charCodeAt(i + 2)]! << 6) |
      values[text.charCodeAt(i + 3)]!;
    bytes[to] = group >> 16;
    bytes[to + 1] = group >> 8;
    bytes[to + 2] = group;
  }
  return bytes.subarray(0, bytes.length - padding);
}

import { writeFileSync } from 'node:fs';
import { compileLandSurface, LAND_SURFACE_KINDS } from './build/compile-wasm.ts';

// `npx tsx scripts/build-wasm.ts`: compiles the AssemblyScript kernels and writes their bytes beside them.
for (const kind of LAND_SURFACE_KINDS) {
  const { file, text, bytes } = await compileLandSurface(kind);
  writeFileSync(file, text);
  console.log(`${file}: ${bytes.length} bytes of WebAssembly`);
}

import { writeFileSync } from 'node:fs';
import { compileLandSurface, LAND_SURFACE_MODULE } from './build/compile-wasm.ts';

// `npx tsx scripts/build-wasm.ts`: compiles the AssemblyScript kernels and writes their bytes beside them.
const { text, bytes } = await compileLandSurface();
writeFileSync(LAND_SURFACE_MODULE, text);
console.log(`${LAND_SURFACE_MODULE}: ${bytes.length} bytes of WebAssembly`);

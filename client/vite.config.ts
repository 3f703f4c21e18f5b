import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Keeps only the woff2 of each font face: every browser with WebGL2 reads it. */
function keepWoff2(): Plugin {
  return {
    name: 'keep-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!/fontsource.*\.css/.test(id)) return null;
      return { code: code.replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, ''), map: null };
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [keepWoff2(), react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    // A data: address would be refused by the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        manualChunks: (id: string) => (id.includes('node_modules/maplibre-gl') ? 'maplibre' : undefined),
      },
    },
  },
});

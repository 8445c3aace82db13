import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/sandbox/',
  plugins: [react()],
  build: {
    outDir: '../../../dist/sandbox',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    // Cards are drawn by a library loaded when the first chat is opened; the rest is Fluent.
    chunkSizeWarningLimit: 900,
  },
});

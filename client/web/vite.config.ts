import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compress } from './build/compress.ts'
import { serviceWorker } from './build/service-worker.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), serviceWorker(), compress()],
  build: {
    // The page's content security policy allows neither data: URLs nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // In kB. A test limits the compressed size of the first view instead.
    chunkSizeWarningLimit: 1000,
    // Browsers that support light-dark() and CSS nesting.
    target: 'baseline-widely-available',
    // The first view needs all of it anyway, and one script compresses better than parts of it that other views share.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  logLevel: 'warn',
})

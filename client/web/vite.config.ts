import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compress } from './build/compress.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compress()],
  build: {
    // The page's content security policy knows no data: and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Of browsers that know light-dark() and CSS nesting.
    target: 'baseline-widely-available',
  },
  logLevel: 'warn',
})

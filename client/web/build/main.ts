import { buildPage, watchPage } from './build-page.ts'

// Decides which React is bundled, whatever the environment of this process is, such as a test's.
process.env['NODE_ENV'] = 'production'

if (process.argv.includes('--watch')) await watchPage()
else console.log(`The web page is ${await buildPage()}.`)

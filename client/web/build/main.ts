import { buildPage, watchPage } from './build-page.ts'

// Whatever this process was started for, such as a test: it decides which React goes into the page.
process.env['NODE_ENV'] = 'production'

if (process.argv.includes('--watch')) await watchPage()
else console.log(`The web page is ${await buildPage()}.`)

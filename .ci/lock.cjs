'use strict'
// Keeps two things out of package-lock.json; `--check` only says whether they are there.
//
// engines: everything runs on the Node.js that comes along, whatever npm runs on. Where npm runs on an older one, it warns about
// each package that wants a newer one, and silently leaves out optional ones, such as the page builder's binaries.
// resolved: the address of the registry that the lock file was made with is not everyone's.

const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const file = join(__dirname, '..', 'package-lock.json')
const before = readFileSync(file, 'utf8')
const lock = JSON.parse(before)
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path !== '') delete entry.engines
  delete entry.resolved
}
const after = `${JSON.stringify(lock, undefined, 2)}\n`

if (before !== after && process.argv.includes('--check')) {
  console.error('package-lock.json holds `engines` or `resolved`: run `npm run lock`.')
  process.exitCode = 1
} else if (before !== after) writeFileSync(file, after)

#!/usr/bin/env node
'use strict'
// Fails on words and phrases that CONTRIBUTING.md asks not to use, in every tracked text file. A pattern is matched without
// regard to case, as whole words.
//
//   node .ci/plain-english.cjs [PATH]…

const { execFileSync } = require('node:child_process')
const { readFileSync } = require('node:fs')
const { join } = require('node:path')

/** Pattern → what to write. */
const forbidden = {
  anew: 'again',
  'in vain': 'without success',
  'for ever': 'permanently',
  oftener: 'more often',
  thrice: 'three times',
  'heeds?|heeded': 'respect',
  'had back': 'restored',
  'for want of': 'out of, without',
  'deeds?': 'action, operation',
  // In quotes, `nobody` is the user of that name.
  "somebody|(?<!')nobody|everybody": 'the role: client, user, worker, operator',
  'whoever|whosoever': 'anyone with, clients that',
  '(?:is|are|was|were|be|has been|not|yet|already) over(?= *(?:$|[.,:;)!?]|and|or|when|until|once|now|while|if|by|is|has|are))':
    'finished, expired, past',
  'at the (?:most|least)': 'at most, at least',
  'as many as there may be|as may be': 'the maximum',
  'so many as|so many (?:at once|a second|times)': 'n',
  'put down|comes? to (?:its|their) end|let do': 'recorded, finishes, may do',
  'asks? badly|shown the door': 'sends a malformed request, is disconnected',
  'who(?= (?:asks?|has|reads|comes|writes|makes|knows|begins|watches|waits)\\b)(?<=(?:^|[.:;(] *)who)':
    'Clients that …, anyone with …',
}

/** Binary files, files of others, and this list. */
const isSkipped = path =>
  /(?:\.(?:png|svg|pem|ico)|package-lock\.json|LICENSE)$/.test(path) || path === '.ci/plain-english.cjs'

const root = join(__dirname, '..')
const patterns = Object.entries(forbidden).map(([pattern, better]) => [
  new RegExp(`(?<![\\w-])(?:${pattern})(?![\\w-])`, 'gi'),
  better,
])

const tracked = execFileSync('git', ['ls-files', '-z', ...process.argv.slice(2)], {
  cwd: root,
  encoding: 'utf8',
})
const problems = tracked
  .split('\0')
  .filter(path => path !== '' && !isSkipped(path))
  .flatMap(findProblems)

for (const problem of problems) console.error(problem)
if (problems.length > 0) console.error(`\n${problems.length} phrases to reword`)
process.exitCode = Math.min(problems.length, 1)

function findProblems(path) {
  return readFileSync(join(root, path), 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      patterns.flatMap(([pattern, better]) =>
        Array.from(
          line.matchAll(pattern),
          ([found]) => `${path}:${index + 1}: "${found}" – write: ${better}`,
        ),
      ),
    )
}

'use strict'
// Runs the test files that failed once more, alone, and puts their new results into vitest's JSON report. Prints
// `flaky: FILE` for each file that passes now, and fails unless all of them do. An error outside a test belongs to no file:
// when nothing else failed, there is nothing to run again, and the script fails too.
//
//   node .ci/rerun-failed.cjs REPORT [VITEST OPTION]…

const { spawnSync } = require('node:child_process')
const { readFileSync, rmSync, writeFileSync } = require('node:fs')
const { join, relative, resolve } = require('node:path')

const root = join(__dirname, '..')
const [reportPath = '', ...options] = process.argv.slice(2)
const rerunPath = `${resolve(reportPath)}.rerun`
const isFailed = file => file.status === 'failed'

const report = JSON.parse(readFileSync(reportPath, 'utf8'))
const failed = report.testResults.filter(isFailed).map(file => file.name)
if (failed.length > 0) rerun()
else process.exitCode = 1

function rerun() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${rerunPath}`]
  const vitest = ['run.cjs', 'node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=1', ...reporters]
  const { status } = spawnSync(process.execPath, [...vitest, ...options, ...failed], {
    cwd: root,
    stdio: 'inherit',
  })
  const { testResults } = JSON.parse(readFileSync(rerunPath, 'utf8'))
  rmSync(rerunPath)
  const newResults = new Map(testResults.map(file => [file.name, file]))
  report.testResults = report.testResults.map(file => newResults.get(file.name) ?? file)
  writeFileSync(reportPath, JSON.stringify(report))

  const flaky = report.testResults.filter(file => failed.includes(file.name) && !isFailed(file))
  for (const file of flaky) console.log(`flaky: ${relative(root, file.name)}`)
  process.exitCode = status === 0 && flaky.length === failed.length ? 0 : 1
}

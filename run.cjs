#!/usr/bin/env node
'use strict'
// Runs a script with the version of Node.js that this project needs: the current one if it is new enough, otherwise the one
// that `npm ci` has installed. Old versions of npm do not put that one on the PATH, so it is found by its path. This file
// has to run on any Node.js, so that an old one prints a clear error instead of a syntax error.
//
//   node [V8 flags] run.cjs SCRIPT [ARGUMENT]…

const { spawn } = require('node:child_process')
const { existsSync, readFileSync } = require('node:fs')
const { enableCompileCache } = require('node:module')
const { join, resolve } = require('node:path')
const { pathToFileURL } = require('node:url')

const minMajor = 20
const neededMajor = 26
/** Only these commands read .env. The tests must not. */
const commandsWithEnvFile = ['main.ts', join('client', 'cli', 'main.ts')]
const parentCheckMs = 200
/** Keeps compiled code, with which processes start a third faster. Node.js does without it where it cannot write there. */
const compileCache = process.env.NODE_COMPILE_CACHE || join(__dirname, 'node_modules', '.cache', 'compile')

const [script = '', ...args] = process.argv.slice(2)
const path = resolve(script)
const envFile = join(__dirname, '.env')
const major = Number(process.versions.node.split('.')[0])

if (script === '') fail('Usage: node run.cjs SCRIPT [ARGUMENT]…')
else if (major < minMajor)
  fail(
    `TaskOverflow needs Node.js ${minMajor} or later, but this is ${process.versions.node}. Install a newer one from https://nodejs.org.`,
  )
else if (major >= neededMajor) runHere()
else runWith(findBundledNode())

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Whether to load .env for this script. An unreadable file is an error. */
function hasEnvFile() {
  if (!commandsWithEnvFile.some(command => path === join(__dirname, command)) || !existsSync(envFile))
    return false
  try {
    readFileSync(envFile)
    return true
  } catch (error) {
    return fail(`${envFile} cannot be read (${error.code}): make it a readable file, or remove it.`)
  }
}

function runHere() {
  enableCompileCache(compileCache)
  // Also for the processes that this one starts.
  process.env.NODE_COMPILE_CACHE = compileCache
  if (hasEnvFile()) process.loadEnvFile(envFile)
  process.argv.splice(1, 2, path)
  void import(pathToFileURL(path).href)
}

function findBundledNode() {
  const isWindows = process.platform === 'win32'
  const os = isWindows ? 'win' : process.platform
  const names = [`node-${os}-${process.arch}`, `node-bin-${os}-${process.arch}`]
  const found = names
    .map(name => join(__dirname, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node'))
    .find(existsSync)
  return (
    found ||
    fail(
      `TaskOverflow needs Node.js ${neededMajor}, but this is ${process.versions.node}. The package ${names[0]}, which contains it, is not installed: run npm ci with optional dependencies, or install Node.js ${neededMajor}.`,
    )
  )
}

function runWith(node) {
  const envFlags = hasEnvFile() ? [`--env-file=${envFile}`] : []
  const child = spawn(node, [...process.execArgv, ...envFlags, path, ...args], {
    // The IPC channel closes when this process ends for any reason, and the child then stops.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  })
  child.on('error', error =>
    fail(
      `${node} does not run on this machine (${error.code}): install Node.js ${neededMajor} from https://nodejs.org.`,
    ),
  )
  // Ctrl-C in a terminal reaches the child twice: it ignores the second signal.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm forwards signals to a shell that can end without forwarding them to this process.
  const parent = process.ppid
  const check = setInterval(() => {
    if (process.ppid === parent) return
    // Once: a second signal would end the child before it has drained.
    clearInterval(check)
    child.kill('SIGTERM')
  }, parentCheckMs)
  check.unref()
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

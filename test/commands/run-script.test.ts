import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { findProcesses } from '../harness/find-processes.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { waitFor } from '../harness/wait-for.ts'

const root = join(import.meta.dirname, '../..')

type Outcome = { code: number; stdout: string; stderr: string }

/** A folder with `run.cjs`, a `main.ts` that prints where it runs, and a module that fakes an older Node.js. */
async function openProject({ hasPackages = true } = {}) {
  const directory = await createTemporaryDirectory()
  const project = join(directory.path, 'a folder')
  await mkdir(project)
  await cp(join(root, 'run.cjs'), join(project, 'run.cjs'))
  if (hasPackages) await symlink(join(root, 'node_modules'), join(project, 'node_modules'))
  const file = async (name: string, text: string) => {
    await writeFile(join(project, name), text)
    return join(project, name)
  }
  await file(
    'main.ts',
    `const { argv, execPath, env } = process
     console.log(JSON.stringify({ args: argv.slice(2), execPath, port: env['PORT'], host: env['HOST'] }))
     process.exitCode = 3 as number`,
  )

  async function run(
    version: string | undefined,
    args: string[],
    env: Record<string, string> = {},
  ): Promise<Outcome> {
    const fake = await file(
      'fake.cjs',
      `Object.defineProperty(process.versions, 'node', { value: '${version}' })`,
    )
    const flags = version === undefined ? [] : ['--require', fake]
    return promisify(execFile)(process.execPath, [...flags, 'run.cjs', ...args], {
      cwd: project,
      env: { PATH: process.env['PATH'], ...env },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: Outcome) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
    )
  }
  return { project, file, run, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() }
}

describe('run.cjs', () => {
  test.for([[undefined], ['20.0.0'], ['22.15.1'], ['24.9.0']] as const)(
    'runs a script with arguments and exit code on Node.js %s',
    async ([version]) => {
      await using project = await openProject()
      const { code, stdout, stderr } = await project.run(version, ['main.ts', 'start', '--help'])
      expect(stderr).toBe('')
      expect(code).toBe(3)
      const { args, execPath } = JSON.parse(stdout) as { args: string[]; execPath: string }
      expect(args).toEqual(['start', '--help'])
      if (version !== undefined) expect(execPath).toMatch(/node_modules.node-[\w-]+.bin.node/)
    },
  )

  test('states the required version on a Node.js that is too old', async () => {
    await using project = await openProject()
    expect(await project.run('18.20.4', ['main.ts'])).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'TaskOverflow needs Node.js 20 or later, but this is 18.20.4. Install a newer one from https://nodejs.org.\n',
    })
  })

  test('explains what to do if the package with the right Node.js is missing', async () => {
    await using project = await openProject({ hasPackages: false })
    const { code, stderr } = await project.run('20.19.0', ['main.ts'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^TaskOverflow needs Node\.js 26, but this is 20\.19\.0\. .*run npm ci .*\n$/)
  })

  test.for([[undefined], ['20.0.0']] as const)(
    'reads .env for a command on Node.js %s, with lower precedence than the environment',
    async ([version]) => {
      await using project = await openProject()
      await project.file('.env', 'PORT=7000\nHOST=0.0.0.0\n')
      const { stdout } = await project.run(version, ['main.ts'], { HOST: '127.0.0.1' })
      expect(JSON.parse(stdout)).toMatchObject({ port: '7000', host: '127.0.0.1' })
      await project.file('other.ts', `console.log(process.env['PORT'])`)
      expect((await project.run(version, ['other.ts'])).stdout).toBe('undefined\n')
    },
  )

  test.for([[undefined], ['20.0.0']] as const)(
    'keeps compiled code on Node.js %s, and runs where it cannot',
    async ([version]) => {
      await using project = await openProject()
      const cache = join(project.project, 'cache')
      expect((await project.run(version, ['main.ts'], { NODE_COMPILE_CACHE: cache })).stderr).toBe('')
      expect(await readdir(cache)).not.toEqual([])
      const unwritable = { NODE_COMPILE_CACHE: join(project.project, 'main.ts', 'cache') }
      expect(await project.run(version, ['main.ts'], unwritable)).toMatchObject({ code: 3, stderr: '' })
    },
  )

  test('reports an unreadable .env', async () => {
    await using project = await openProject()
    await mkdir(join(project.project, '.env'))
    const { code, stderr } = await project.run(undefined, ['main.ts'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^.*\.env cannot be read \(EISDIR\): make it a readable file, or remove it\.\n$/)
  })

  test.for(['SIGTERM', 'SIGKILL'] as const)('ends the script when it receives %s', async signal => {
    await using project = await openProject()
    const marker = `wait-${process.pid}-${signal}`
    // Like our processes, it exits when the IPC channel to its parent closes.
    const script = await project.file(
      `${marker}.ts`,
      `process.on('disconnect', () => process.exit()); console.log('up')`,
    )
    const fake = await project.file(
      'fake.cjs',
      `Object.defineProperty(process.versions, 'node', { value: '20.0.0' })`,
    )
    const starter = spawn(process.execPath, ['--require', fake, 'run.cjs', script], { cwd: project.project })
    await once(starter.stdout, 'data')
    starter.kill(signal)
    const [, endedBy] = (await once(starter, 'exit')) as [null, NodeJS.Signals]
    expect(endedBy).toBe(signal)
    await waitFor('the script to end', async () => (await findProcesses(marker)).length === 0)
  })

  test('ends the script once when the parent is lost, so that it can drain', async () => {
    await using project = await openProject()
    const script = await project.file(
      'drain.ts',
      `let signals = 0
       setInterval(() => {}, 1_000)
       process.on('SIGTERM', () => {
         signals += 1
         if (signals === 1) setTimeout(() => process.exit(void console.log(signals)), 1_000)
       })
       console.log('up')`,
    )
    const fake = await project.file(
      'fake.cjs',
      `Object.defineProperty(process.versions, 'node', { value: '20.0.0' })`,
    )
    // A shell that stays, as npm's does.
    const command = `"${process.execPath}" --require "${fake}" run.cjs "${script}"; true`
    const shell = spawn('sh', ['-c', command], { cwd: project.project, stdio: ['ignore', 'pipe', 'inherit'] })
    const output = text(shell.stdout)
    await once(shell.stdout, 'data')
    shell.kill('SIGKILL')
    expect(await output).toMatch(/^1$/m)
  })
})

test('runs every script of package.json that needs the right Node.js through run.cjs', async () => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const withNode = Object.entries(scripts).filter(([, command]) => /\.ts\b|vitest/.test(command))
  expect(withNode.map(([name]) => name)).toEqual(
    expect.arrayContaining(['start', 'server', 'worker', 'cli', 'test']),
  )
  for (const [, command] of withNode) expect(command).toMatch(/^node (--[\w-]+=\d+ )*run\.cjs \S+/)
})

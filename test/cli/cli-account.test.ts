import { readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { findCredentialsFile } from '../../client/cli/credentials.ts'
import { execCli } from '../harness/run-cli.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { createTestAccount, type TestAccount } from '../harness/test-account.ts'
import { ask, startTestService, useService } from '../harness/test-service.ts'

const service = useService({ broker: 'postgres', withWorker: false, env: { ACCOUNTS: 'on' } })

let ada: TestAccount
beforeAll(async () => {
  ada = await createTestAccount(service.db, 'Ada', { isFirst: true })
})

/** A user with a configuration directory of their own. */
async function openUser() {
  const directory = await createTemporaryDirectory()
  const credentialsFile = join(directory.path, 'config', 'taskoverflow', 'credentials.json')
  return {
    credentialsFile,
    cli: (args: string[], options: object = {}) =>
      execCli(service.url, args, { credentialsFile, ...options }),
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  }
}

/** What a person types at a terminal. */
function openKeyboard(typed: string) {
  const modes: boolean[] = []
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (mode: boolean) => modes.push(mode),
  })
  stdin.write(typed)
  return { stdin, modes }
}

describe('login', () => {
  test('stores a token from standard input, which later commands use until logout', async () => {
    await using user = await openUser()
    const { cli, credentialsFile } = user
    const token = await ada.createToken(['todos:read'])
    expect(await cli(['todos'])).toMatchObject({ code: 1, stderr: expect.stringContaining('run login') })

    const loggedIn = await cli(['login', '--with-token'], { stdin: `${token}\n` })
    expect(loggedIn).toEqual({ code: 0, stdout: `Logged in to ${service.url} as Ada.\n`, stderr: '' })
    expect((await stat(credentialsFile)).mode & 0o777).toBe(0o600)
    expect((await stat(dirname(credentialsFile))).mode & 0o777).toBe(0o700)
    expect((await cli(['whoami'])).stdout).toMatch(/^Name +Ada\nAdministrator +yes\nScopes +todos:read\n$/)
    expect(await cli(['todos', '--url', `${service.url}/`])).toMatchObject({ code: 0 })
    expect(await cli(['todos', 'add', 'x'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('lacks the scope todos:write'),
    })

    expect((await cli(['logout'])).stdout).toContain(
      `stays valid until you revoke it at ${service.url}/account\n`,
    )
    expect(await readFile(credentialsFile, 'utf8')).not.toContain(token)
    expect(await cli(['logout'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('no stored token'),
    })
    expect(await cli(['whoami'])).toMatchObject({ code: 1, stderr: expect.stringContaining('run login') })
  })

  test('asks for the token at a terminal, without showing it', async () => {
    await using user = await openUser()
    const token = await ada.createToken()
    const { stdin, modes } = openKeyboard(`${token}\r`)
    const { code, stdout, stderr } = await user.cli(['login'], { stdin })
    expect([code, stderr]).toEqual([
      0,
      `Create a token at ${service.url}/account?token-name=CLI%20on%20my%20host\nToken: \n`,
    ])
    expect(stdout).not.toContain(token)
    // The raw mode keeps the terminal itself from showing it.
    expect(modes).toEqual([true, false])
  })

  test('changes nothing after Ctrl-C', async () => {
    await using user = await openUser()
    const { stdin } = openKeyboard('tof_\u0003')
    expect(await user.cli(['login'], { stdin })).toMatchObject({ code: 130, stdout: '' })
    await expect(stat(user.credentialsFile)).rejects.toThrow('ENOENT')
  })

  test('keeps the stored token when another one is wrong, and those of other servers', async () => {
    await using user = await openUser()
    const { cli, credentialsFile } = user
    await cli(['login', '--with-token'], { stdin: await ada.createToken() })
    const before = JSON.parse(await readFile(credentialsFile, 'utf8')) as object
    const others = { ...before, 'https://todos.example': { token: 'other' } }
    await writeFile(credentialsFile, JSON.stringify(others))
    for (const [stdin, code] of [
      ['tof_wrong', 1],
      ['', 2],
      ['two words', 2],
    ] as const)
      expect((await cli(['login', '--with-token'], { stdin })).code).toBe(code)
    expect(await cli(['login'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--with-token') })
    expect(JSON.parse(await readFile(credentialsFile, 'utf8'))).toEqual(others)
    await cli(['logout'])
    expect(JSON.parse(await readFile(credentialsFile, 'utf8'))).toEqual({
      'https://todos.example': { token: 'other' },
    })
  })

  test('gives precedence to --token, and says which token was rejected', async () => {
    await using user = await openUser()
    const { cli, credentialsFile } = user
    await cli(['login', '--with-token'], { stdin: await ada.createToken() })
    expect(await cli(['todos'], { token: 'tof_wrong' })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('check --token'),
    })
    expect((await cli(['whoami'], { apiToken: 'of-another-server' })).stdout).toContain('Ada')
    await service.db.deleteFrom('access_token').execute()
    const bob = await createTestAccount(service.db, 'Bob')
    const other = await bob.createToken()
    expect((await cli(['whoami', '--token', other, '--json'])).stdout).toContain('"name": "Bob"')
    // The server forgets what it knows.
    await ask(service.url, 'POST /auth/sign-out', { headers: bob.session })
    expect(await cli(['todos'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('rejected the stored token'),
    })
    await writeFile(credentialsFile, 'not JSON')
    expect(await cli(['todos'])).toMatchObject({ code: 1, stderr: expect.stringContaining('is damaged') })
  })
})

test('stores the API token of a server without accounts, if it has one', async () => {
  await using user = await openUser()
  const { credentialsFile } = user
  await using closed = await startTestService({
    broker: 'postgres',
    withWorker: false,
    env: { API_TOKEN: 'a-long-secret-token' },
  })
  const login = ['login', '--with-token']
  const cli = (args: string[], stdin = '') => execCli(closed.url, args, { credentialsFile, stdin })
  expect((await cli(login, 'a-long-secret-token')).stdout).toBe(`The token for ${closed.url} is stored.\n`)
  expect((await cli(['whoami'])).stdout).toBe(`The server at ${closed.url} has no accounts.\n`)
  await using open = await startTestService({ broker: 'postgres', withWorker: false })
  expect(await execCli(open.url, login, { stdin: 'x' })).toMatchObject({
    code: 1,
    stderr: `The server at ${open.url} needs no token.\n`,
  })
})

test.each([
  [{ XDG_CONFIG_HOME: '/x' }, 'linux', /^\/x\/taskoverflow\/credentials\.json$/],
  [{ XDG_CONFIG_HOME: '' }, 'darwin', /\/\.config\/taskoverflow\/credentials\.json$/],
  [{ APPDATA: '/roaming', XDG_CONFIG_HOME: '/x' }, 'win32', /^\/roaming\/taskoverflow\/credentials\.json$/],
] as const)('stores tokens with %j on %s in the usual directory', (env, platform, file) => {
  expect(findCredentialsFile(env, platform)).toMatch(file)
})

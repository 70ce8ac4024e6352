import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findOsUser } from '../../embedded-postgres/os-user.ts'
import { connect } from '../../embedded-postgres/url.ts'
import { findFreePort } from '../../embedded-postgres/free-port.ts'
import { isInstalled } from './installed.ts'
import { createTemporaryDirectory } from './temporary-directory.ts'
import { waitFor } from './wait-for.ts'

// Debian installs it in a directory that is not on every user's PATH.
const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` }

/** Tests that need PgBouncer run only where there is one: `describe.skipIf(!hasPgbouncer)`. */
export const hasPgbouncer = isInstalled(
  spawnSync('pgbouncer', ['--version'], { env }).status === 0,
  'pgbouncer',
  'every test of a connection pooler is',
)

/** Starts a PgBouncer in front of a PostgreSQL. @returns the URL of the same database through it */
export async function startTestPgbouncer(
  databaseUrl: string,
  mode: 'session' | 'transaction',
): Promise<AsyncDisposable & { url: string }> {
  await using opening = new AsyncDisposableStack()
  const { path } = opening.use(await createTemporaryDirectory())
  const url = new URL(databaseUrl)
  const file = join(path, 'pgbouncer.ini')
  const port = await findFreePort()
  const { hostname, port: postgresPort, username, password } = url
  await writeFile(
    file,
    `[databases]
* = host=${hostname} port=${postgresPort || 5432} user=${username} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
`,
  )
  // Like PostgreSQL, it refuses to run as root.
  const user = await findOsUser(join(path, 'none'))
  const pooler = spawn('pgbouncer', ['--quiet', file], { env, stdio: 'ignore', ...user })
  opening.defer(async () => {
    if (pooler.exitCode !== null || pooler.signalCode !== null) return
    const exited = once(pooler, 'exit')
    pooler.kill('SIGKILL')
    await exited
  })
  url.hostname = '127.0.0.1'
  url.port = `${port}`
  await waitFor('PgBouncer to answer', async () => {
    await using client = await connect(url, url.pathname.slice(1))
    return (await client.query('select 1')).rows
  })
  const opened = opening.move()
  return { url: url.href, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

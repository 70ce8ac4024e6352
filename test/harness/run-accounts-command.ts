import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { runAccountsCommand } from '../../commands/accounts/program.ts'
import type { Db } from '../../core/database/db.ts'

export type Outcome = { code: number; stdout: string; stderr: string }

/** Runs the accounts command in this process. */
export async function execAccounts(db: Db, args: string[], isOn = true, typed?: string): Promise<Outcome> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const written = Promise.all([text(stdout), text(stderr)])
  const code = await runAccountsCommand(args, {
    stdout,
    stderr,
    baseUrl: 'https://todos.example',
    isOn,
    ask: () => Promise.resolve(typed),
    open: () => Promise.resolve({ db, [Symbol.asyncDispose]: () => Promise.resolve() }),
  })
  stdout.end()
  stderr.end()
  const [out, err] = await written
  return { code, stdout: out, stderr: err }
}

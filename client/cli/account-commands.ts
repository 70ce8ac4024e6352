import { isTRPCClientError } from '@trpc/client'
import type { Command } from 'commander'
import type { AppRouter } from '../../server/trpc/router.ts'
import { type Account, createClient } from '../create-client.ts'
import { removeStoredToken, storeToken } from './credentials.ts'
import { askForToken, readPipedToken } from './read-token.ts'
import { Failure, type Run, type Session } from './session.ts'
import { toFacts } from './text-layout.ts'

const loginNotes = `
Create the token on the page first: its address is shown. The token is stored in the configuration directory, readable for you
alone, and used for this server until you log out. --token and TASKOVERFLOW_TOKEN take precedence.

Examples:
  login --url https://todos.example.org
  login --with-token < token.txt`

export function addAccountCommands(program: Command, run: Run): void {
  program
    .command('login')
    .description('store an access token for a server')
    .option('--with-token', 'read the token from standard input')
    .addHelpText('after', loginNotes)
    .action(({ withToken = false }: { withToken?: boolean }) => run(session => login(session, withToken)))

  program
    .command('logout')
    .description('delete the stored token of a server')
    .action(() =>
      run(async ({ url, credentialsFile, print }) => {
        const isRemoved = await removeStoredToken(credentialsFile, url)
        print({ isRemoved }, () =>
          isRemoved
            ? `The token for ${url} is deleted here. It stays valid until you revoke it at ${toPage(url)}`
            : `There is no stored token for ${url}.`,
        )
      }),
    )

  program
    .command('whoami')
    .description('show whose token is used, and what it can do')
    .action(() =>
      run(async ({ url, client, print, signal }) => {
        const account = await client.account.query(undefined, { signal })
        print(account, () => (account ? toText(account) : `The server at ${url} has no accounts.`))
      }),
    )
}

async function login(session: Session, withToken: boolean): Promise<void> {
  const { url, stderr, hostName, credentialsFile, print, signal } = session
  if (await isOpen(url, signal)) throw new Failure(`The server at ${url} needs no token.`)
  const page = `${toPage(url)}?token-name=${encodeURIComponent(`CLI on ${hostName}`)}`
  if (!withToken && (await hasAccounts(url, signal))) stderr.write(`Create a token at ${page}\n`)
  const token = withToken ? await readPipedToken(session) : await askForToken(session, 'Token: ')
  const account = await createClient({ url, token })
    .account.query(undefined, { signal })
    .catch((error: unknown) => {
      throw isUnauthorized(error) ? new Failure(`The server at ${url} rejected the token.`) : error
    })
  await storeToken(credentialsFile, url, token)
  print(account, () =>
    account ? `Logged in to ${url} as ${account.name}.` : `The token for ${url} is stored.`,
  )
}

/** Whether the server answers everyone. */
const isOpen = (url: string, signal: AbortSignal): Promise<boolean> =>
  createClient({ url })
    .account.query(undefined, { signal })
    .then(
      () => true,
      (error: unknown) => {
        if (isUnauthorized(error)) return false
        throw error
      },
    )

const isUnauthorized = (error: unknown): boolean =>
  isTRPCClientError<AppRouter>(error) && error.data?.code === 'UNAUTHORIZED'

/** With API_TOKEN in place of accounts, there is no page where a token is created. */
async function hasAccounts(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(`${url.replace(/\/+$/, '')}/auth`, { signal })
  const answer = (await response.json()) as { accounts?: boolean }
  return answer.accounts === true
}

const toPage = (url: string): string => `${url.replace(/\/+$/, '')}/account`

const toText = ({ name, isAdmin, scopes }: NonNullable<Account>): string =>
  toFacts({ Name: name, Administrator: isAdmin ? 'yes' : 'no', Scopes: scopes.join(', ') })

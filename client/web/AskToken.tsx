import { type FormEvent, useId, useRef, useState } from 'react'
import { isTokenAccepted } from './api.ts'
import { describeError } from './describe-error.ts'
import { readToken, saveToken } from './token.ts'
import { setAutoFocus } from './ui/auto-focus.ts'
import { useTitle } from './use-title.ts'

/** Replaces the page when the server requires a token and this browser has none, or a wrong one. */
export function AskToken() {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [token, setToken] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(
    readToken() === undefined
      ? undefined
      : 'The token in this browser is no longer accepted. Enter the current one.',
  )
  useTitle('Sign in')

  async function keep(event: FormEvent) {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    const found = await findProblem(token.trim())
    if (found === undefined) {
      saveToken(token.trim())
      location.reload()
      return
    }
    setBusy(false)
    setProblem(found)
    form.current?.querySelector('input')?.select()
  }

  return (
    <main className="card narrow">
      <h1>TaskOverflow</h1>
      <form ref={form} noValidate className="stack" onSubmit={event => void keep(event)}>
        <label className="field">
          API token
          <input
            ref={setAutoFocus}
            type="password"
            autoComplete="current-password"
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-problem ${id}-hint`}
            value={token}
            onChange={({ target }) => setToken(target.value)}
          />
        </label>
        <p className="problem" role="alert" id={`${id}-problem`}>
          {problem}
        </p>
        <p className="muted" id={`${id}-hint`}>
          This server is protected. Enter the API token (API_TOKEN) you were given. It is stored in this
          browser.
        </p>
        <button className="button primary" type="submit" aria-disabled={isBusy}>
          {isBusy ? 'Checking…' : 'Continue'}
        </button>
      </form>
    </main>
  )
}

async function findProblem(token: string): Promise<string | undefined> {
  if (token === '') return 'Enter the token.'
  try {
    return (await isTokenAccepted(token)) ? undefined : 'That token was not accepted. Check it and try again.'
  } catch (error) {
    return describeError(error).message
  }
}

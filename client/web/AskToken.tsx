import { type FormEvent, useId, useRef, useState } from 'react'
import { isTokenAccepted } from './api.ts'
import { describeError } from './describe-error.ts'
import { t } from './messages/sign-in.ts'
import { readToken, saveToken } from './token.ts'
import { setAutoFocus } from './ui/auto-focus.ts'
import { useTitle } from './use-title.ts'

/** Replaces the page when the server requires a token and this browser has none, or a wrong one. */
export function AskToken() {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [token, setToken] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(readToken() === undefined ? undefined : t.tokenNoLongerAccepted)
  useTitle(t.signIn)

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
          {t.token}
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
          {t.isProtected}
        </p>
        <button className="button primary" type="submit" aria-disabled={isBusy}>
          {isBusy ? t.checking : t.proceed}
        </button>
      </form>
    </main>
  )
}

async function findProblem(token: string): Promise<string | undefined> {
  if (token === '') return t.enterToken
  try {
    return (await isTokenAccepted(token)) ? undefined : t.tokenNotAccepted
  } catch (error) {
    return describeError(error).message
  }
}

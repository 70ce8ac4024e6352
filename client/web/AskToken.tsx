import { type FormEvent, useState } from 'react'
import { keepToken, readToken } from './token.ts'

/** In place of the page, when the server wants a token and this browser has none, or a wrong one. */
export function AskToken() {
  const [token, setToken] = useState('')
  function keep(event: FormEvent) {
    event.preventDefault()
    keepToken(token.trim())
    location.reload()
  }
  return (
    <main className="card narrow">
      <h1>TaskOverflow</h1>
      <form onSubmit={keep} className="stack">
        <label className="field">
          API token
          <input
            type="password"
            required
            autoComplete="current-password"
            value={token}
            onChange={event => setToken(event.target.value)}
          />
        </label>
        {readToken() !== undefined && (
          <p className="problem" role="alert">
            The server does not accept the token that this browser keeps. Enter the right one.
          </p>
        )}
        <p className="muted">
          The operator of this server has set it as API_TOKEN. Once entered, this browser keeps it.
        </p>
        <button className="button primary" type="submit">
          Open
        </button>
      </form>
    </main>
  )
}

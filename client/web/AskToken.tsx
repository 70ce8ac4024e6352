import { type FormEvent, useState } from 'react'
import { saveToken, readToken } from './token.ts'

/** Replaces the page when the server requires a token and this browser has none, or a wrong one. */
export function AskToken() {
  const [token, setToken] = useState('')
  function keep(event: FormEvent) {
    event.preventDefault()
    saveToken(token.trim())
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
            That token was not accepted. Check it and try again.
          </p>
        )}
        <p className="muted">
          This server is protected. Enter the API token (API_TOKEN) you were given. It is stored in this
          browser.
        </p>
        <button className="button primary" type="submit">
          Continue
        </button>
      </form>
    </main>
  )
}

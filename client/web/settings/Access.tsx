import { signOut } from '../token.ts'
import { Icon } from '../ui/Icon.tsx'

/** For browsers that have an API token. */
export const Access = () => (
  <section className="card settings stack" aria-labelledby="access">
    <h2 id="access">Access</h2>
    <p className="muted">
      This browser has the API token of this server. Sign out to remove it, or to enter another one.
    </p>
    <div className="row">
      <button className="button" type="button" onClick={signOut}>
        <Icon name="signOut" />
        Sign out
      </button>
    </div>
  </section>
)

import { SelectField } from '../jobs/options/SelectField.tsx'
import { saveTheme, type Theme, useTheme } from '../theme.ts'
import { readToken, signOut } from '../token.ts'
import { Icon } from '../ui/Icon.tsx'

const themeNames = { auto: 'System', light: 'Light', dark: 'Dark' } satisfies Record<Theme, string>

/** What only this browser keeps. */
export const BrowserSettings = () => (
  <section className="card settings stack" aria-labelledby="browser">
    <h2 id="browser">This browser</h2>
    <SelectField<Theme>
      label="Theme"
      value={useTheme()}
      choices={themeNames}
      problem={undefined}
      onChange={saveTheme}
    />
    {readToken() !== undefined && (
      <>
        <p className="muted">
          This browser has the API token of this server. Sign out to remove it, or to enter another one.
        </p>
        <div className="row">
          <button className="button" type="button" onClick={signOut}>
            <Icon name="signOut" />
            Sign out
          </button>
        </div>
      </>
    )}
  </section>
)

import { SelectField } from '../jobs/options/SelectField.tsx'
import { type LanguageChoice, languageChoice, languageNames, saveLanguageChoice } from '../language.ts'
import { t } from '../messages/settings.ts'
import { useAskBeforeLoss } from '../outbox/use-ask-before-loss.tsx'
import { saveTheme, type Theme, useTheme } from '../theme.ts'
import { readToken, signOut } from '../token.ts'
import { Icon } from '../ui/Icon.tsx'

/** What only this browser keeps. */
export const BrowserSettings = () => {
  const askBeforeLoss = useAskBeforeLoss()
  return (
    <section className="card settings stack" aria-labelledby="browser">
      <h2 id="browser">{t.thisBrowser}</h2>
      <SelectField<Theme>
        label={t.theme}
        value={useTheme()}
        choices={t.themes}
        problem={undefined}
        onChange={saveTheme}
      />
      <SelectField<LanguageChoice>
        label={t.language}
        value={languageChoice}
        choices={{ auto: t.browserLanguage, ...languageNames }}
        problem={undefined}
        onChange={saveLanguageChoice}
      />
      {readToken() !== undefined && (
        <>
          <p className="muted">{t.hasToken}</p>
          <div className="row">
            <button className="button" type="button" onClick={() => askBeforeLoss(() => void signOut())}>
              <Icon name="signOut" />
              {t.signOut}
            </button>
          </div>
        </>
      )}
    </section>
  )
}

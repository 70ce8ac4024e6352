import { type FormEvent, useId, useState } from 'react'
import type { Scope } from '../../../schema/scopes.ts'
import { setAutoFocus } from '../ui/auto-focus.ts'
import { FormField } from '../ui/FormField.tsx'
import { SelectField } from '../jobs/options/SelectField.tsx'
import { useCreateToken } from './account-queries.ts'
import { t } from '../messages/account.ts'
import { common } from '../messages/common.ts'
import type { AccessToken } from './auth-api.ts'
import { FormProblem } from './FormProblem.tsx'
import { useAttempt } from './use-attempt.ts'

export type IssuedToken = AccessToken & { token: string }

type Props = {
  /** By the program that has led here. */
  proposedName: string | undefined
  isAdmin: boolean
  onCreated: (token: IssuedToken) => void
  onCancel: () => void
}

type Expiry = keyof typeof t.tokens.expiries

const maxNameLength = 100
/** What the command line uses. */
const proposedScopes: Scope[] = ['todos:write', 'jobs', 'feeds']

/** Creates an access token. */
export function TokenForm({ proposedName, isAdmin, onCreated, onCancel }: Props) {
  const scopesId = useId()
  const [name, setName] = useState(proposedName ?? '')
  const [chosen, setChosen] = useState<Scope[]>(proposedName === undefined ? [] : proposedScopes)
  const [expiry, setExpiry] = useState<Expiry>('90')
  const { form, problem, problemOf, isBusy, isWaiting, attempt } = useAttempt(() => undefined)
  const { mutateAsync } = useCreateToken()
  const offered = (Object.keys(t.tokens.scopeNames) as Scope[]).filter(
    scope => isAdmin || scope !== 'operate',
  )
  const scopesProblem = problemOf('scopes')

  async function create(event: FormEvent) {
    event.preventDefault()
    const expiresInDays = expiry === 'never' ? null : Number(expiry)
    await attempt(async () => onCreated(await mutateAsync({ name, scopes: chosen, expiresInDays })))
  }

  const toggle = (scope: Scope) =>
    setChosen(chosen.includes(scope) ? chosen.filter(other => other !== scope) : [...chosen, scope])
  /** Who may change todos may read them. */
  const isImplied = (scope: Scope) => scope === 'todos:read' && chosen.includes('todos:write')

  return (
    <form ref={form} noValidate className="stack" onSubmit={event => void create(event)}>
      <FormProblem problem={problem} fields={['name', 'scopes']} />
      <FormField label={t.tokens.name} hint={t.tokens.nameHint} problem={problemOf('name')}>
        {control => (
          <input
            {...control}
            ref={setAutoFocus}
            dir="auto"
            maxLength={maxNameLength}
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </FormField>
      <fieldset className="token-scopes" aria-describedby={scopesProblem && scopesId}>
        <legend>{t.tokens.scopes}</legend>
        {offered.map(scope => (
          <label key={scope} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(scope) || isImplied(scope)}
              disabled={isImplied(scope)}
              onChange={() => toggle(scope)}
            />
            <span>
              {t.tokens.scopeNames[scope]}
              <span className="muted">{t.tokens.scopeHints[scope]}</span>
            </span>
          </label>
        ))}
        {scopesProblem && (
          <p className="problem" id={scopesId}>
            {scopesProblem}
          </p>
        )}
      </fieldset>
      <SelectField<Expiry>
        label={t.tokens.expiry}
        value={expiry}
        choices={t.tokens.expiries}
        problem={problemOf('expiresInDays')}
        onChange={setExpiry}
      />
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onCancel}>
          {common.cancel}
        </button>
        <button className="button primary" type="submit" aria-disabled={isBusy || isWaiting}>
          {t.tokens.submit}
        </button>
      </div>
    </form>
  )
}

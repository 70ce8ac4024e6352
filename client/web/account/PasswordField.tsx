import { type Ref, useState } from 'react'
import { FormField } from '../ui/FormField.tsx'
import { t } from '../messages/sign-in.ts'

type Props = {
  label: string
  hint?: string | undefined
  problem: string | undefined
  autoComplete: 'current-password' | 'new-password'
  value: string
  onChange: (password: string) => void
  inputRef?: Ref<HTMLInputElement> | undefined
}

/** A password, which can be shown while it is typed. */
export function PasswordField({ label, hint, problem, autoComplete, value, onChange, inputRef }: Props) {
  const [isShown, setShown] = useState(false)
  return (
    <FormField label={label} hint={hint} problem={problem}>
      {control => (
        <div className="password">
          <input
            {...control}
            ref={inputRef}
            type={isShown ? 'text' : 'password'}
            name={autoComplete}
            autoComplete={autoComplete}
            autoCapitalize="off"
            spellCheck={false}
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
          <button
            className="button quiet small"
            type="button"
            aria-label={`${t.passwordField.show}: ${label}`}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? t.passwordField.hideShort : t.passwordField.showShort}
          </button>
        </div>
      )}
    </FormField>
  )
}

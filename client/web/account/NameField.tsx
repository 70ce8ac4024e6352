import type { Ref } from 'react'
import { FormField } from '../ui/FormField.tsx'

type Props = {
  label: string
  hint?: string | undefined
  problem: string | undefined
  /** `webauthn`: the browser suggests passkeys too. */
  autoComplete: 'username' | 'username webauthn'
  value: string
  onChange: (name: string) => void
  inputRef?: Ref<HTMLInputElement> | undefined
}

/** The name of an account. */
export const NameField = ({ label, hint, problem, autoComplete, value, onChange, inputRef }: Props) => (
  <FormField label={label} hint={hint} problem={problem}>
    {control => (
      <input
        {...control}
        ref={inputRef}
        name="username"
        autoComplete={autoComplete}
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        dir="auto"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </FormField>
)

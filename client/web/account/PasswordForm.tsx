import { type FormEvent, useState } from 'react'
import { minPasswordLength } from '../../../schema/account-limits.ts'
import { setAutoFocus } from '../ui/auto-focus.ts'
import { useToast } from '../ui/Toasts.tsx'
import { useSetPassword } from './account-queries.ts'
import { t } from '../messages/account.ts'
import { common } from '../messages/common.ts'
import { t as signInTexts } from '../messages/sign-in.ts'
import type { AccountDetails } from './auth-api.ts'
import { FormProblem } from './FormProblem.tsx'
import { PasswordField } from './PasswordField.tsx'
import { useAttempt } from './use-attempt.ts'

type Props = { account: AccountDetails; onClose: () => void }

/** Sets the password, or another one. */
export function PasswordForm({ account: { name, hasPassword }, onClose }: Props) {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { form, problem, problemOf, isBusy, isWaiting, attempt } = useAttempt(() => undefined)
  const { mutateAsync } = useSetPassword()
  const toast = useToast()

  async function save(event: FormEvent) {
    event.preventDefault()
    await attempt(async () => {
      await mutateAsync({ current: hasPassword ? current : undefined, password })
      onClose()
      toast({ text: t.signingIn.saved })
    })
  }

  return (
    <form ref={form} noValidate className="stack" onSubmit={event => void save(event)}>
      <input hidden readOnly name="username" autoComplete="username" value={name} />
      <FormProblem problem={problem} fields={['current', 'password']} />
      {hasPassword && (
        <PasswordField
          label={t.signingIn.current}
          autoComplete="current-password"
          problem={problemOf('current')}
          inputRef={setAutoFocus}
          value={current}
          onChange={setCurrent}
        />
      )}
      <PasswordField
        label={t.signingIn.new}
        hint={signInTexts.passwordField.rule(minPasswordLength)}
        autoComplete="new-password"
        problem={problemOf('password')}
        inputRef={hasPassword ? undefined : setAutoFocus}
        value={password}
        onChange={setPassword}
      />
      <p className="muted">{t.signingIn.endsOthers}</p>
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button className="button primary" type="submit" aria-disabled={isBusy || isWaiting}>
          {t.signingIn.save}
        </button>
      </div>
    </form>
  )
}

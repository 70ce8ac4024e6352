import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { common } from '../messages/common.ts'
import { setAutoFocus } from '../ui/auto-focus.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { urls } from '../urls.ts'
import { leave } from './access.ts'
import { t } from '../messages/account.ts'
import { AccountSection } from './AccountSection.tsx'
import { type AccountDetails, deleteAccount } from './auth-api.ts'
import { FormProblem } from './FormProblem.tsx'
import { NameField } from './NameField.tsx'
import { PasswordField } from './PasswordField.tsx'
import { useAttempt } from './use-attempt.ts'

export function DeleteAccountSection({ account }: { account: AccountDetails }) {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <AccountSection
      title={t.deletion.title}
      about={t.deletion.about}
      action={
        <button className="button danger" type="button" onClick={() => setOpen(true)}>
          {t.deletion.title}
        </button>
      }
    >
      <Dialog title={t.deletion.question} isOpen={isOpen} onClose={close}>
        <DeleteAccountForm account={account} onClose={close} />
      </Dialog>
    </AccountSection>
  )
}

/** Asks for the password, or for the name when there is none. */
function DeleteAccountForm({ account, onClose }: { account: AccountDetails; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const { form, problem, problemOf, isBusy, isWaiting, attempt } = useAttempt(() => undefined)
  const confirmation = account.hasPassword ? { password: typed } : { name: typed }
  const field = { inputRef: setAutoFocus, value: typed, onChange: setTyped }

  async function submit(event: FormEvent) {
    event.preventDefault()
    // It leads to the sign-in.
    await attempt(() => leave(() => deleteAccount(confirmation)))
  }

  return (
    <form ref={form} noValidate className="stack" onSubmit={event => void submit(event)}>
      <p>
        {t.deletion.what}{' '}
        {t.deletion.keep(
          <Link to={urls.exports} onClick={onClose}>
            {t.deletion.exports}
          </Link>,
        )}
      </p>
      <FormProblem problem={problem} fields={['password', 'name']} />
      {account.hasPassword ? (
        <PasswordField
          {...field}
          label={t.deletion.password}
          autoComplete="current-password"
          problem={problemOf('password')}
        />
      ) : (
        <NameField
          {...field}
          label={t.deletion.name}
          hint={account.name}
          autoComplete="username"
          problem={problemOf('name')}
        />
      )}
      <div className="row dialog-actions">
        <button className="button" type="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button className="button danger" type="submit" aria-disabled={isBusy || isWaiting}>
          {t.deletion.submit}
        </button>
      </div>
    </form>
  )
}

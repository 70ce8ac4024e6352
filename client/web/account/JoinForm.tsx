import { type FormEvent, useState } from 'react'
import { minPasswordLength } from '../../../schema/account-limits.ts'
import { setAutoFocus } from '../ui/auto-focus.ts'
import { Icon } from '../ui/Icon.tsx'
import { urls } from '../urls.ts'
import { openFor } from './access.ts'
import { t } from '../messages/sign-in.ts'
import { type AccountLink, join, type SignInMethods, startOidc } from './auth-api.ts'
import { browserLabel } from './browser-label.ts'
import { FormProblem } from './FormProblem.tsx'
import { NameField } from './NameField.tsx'
import { findPasskeyProblem, hasPasskeys, registerPasskey } from './passkeys.ts'
import { PasswordField } from './PasswordField.tsx'
import { useAttempt } from './use-attempt.ts'

type Props = { token: string; link: AccountLink; methods: SignInMethods }

/** Asks for a name, unless an account is recovered, and for a way to sign in. */
export function JoinForm({ token, link, methods }: Props) {
  const canUsePasskey = hasPasskeys(methods)
  const [usesPassword, setUsesPassword] = useState(!canUsePasskey)
  const [typedName, setName] = useState('')
  const [password, setPassword] = useState('')
  const { form, problem, problemOf, setProblem, isBusy, isWaiting, attempt } = useAttempt(describe)
  const isRecovery = link.name !== null
  const name = isRecovery ? undefined : typedName.trim()

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (name === '') return setProblem({ field: 'name', message: t.join.nameMissing })
    await attempt(async () => {
      const { account } = usesPassword
        ? await join({ token, name, password })
        : { account: await registerPasskey({ token, name, label: browserLabel() }) }
      await openFor(account.name, urls.todos)
    })
  }

  const goToProvider = () =>
    attempt(async () => {
      // Without a name, the account gets one that the provider knows.
      const { url } = await startOidc({ token, name: name || undefined, returnTo: urls.todos })
      location.assign(url)
    })

  return (
    <>
      <FormProblem problem={problem} fields={['name', 'password']} />
      <form ref={form} noValidate className="stack" onSubmit={event => void submit(event)}>
        {isRecovery ? (
          // Password managers save the password under this name.
          <input hidden readOnly name="username" autoComplete="username" value={link.name ?? ''} />
        ) : (
          <NameField
            label={t.join.name}
            hint={t.join.nameHint}
            autoComplete="username"
            problem={problemOf('name')}
            inputRef={setAutoFocus}
            value={typedName}
            onChange={setName}
          />
        )}
        {usesPassword ? (
          <PasswordField
            label={isRecovery ? t.join.newPassword : t.join.password}
            hint={t.passwordField.rule(minPasswordLength)}
            autoComplete="new-password"
            problem={problemOf('password')}
            value={password}
            onChange={setPassword}
          />
        ) : (
          <p className="muted">{t.join.passkeyHint}</p>
        )}
        <button className="button primary" type="submit" aria-disabled={isBusy || isWaiting}>
          {!usesPassword && <Icon name="passkey" />}
          {isBusy
            ? t.join.busy
            : usesPassword
              ? isRecovery
                ? t.join.setPassword
                : t.join.createAccount
              : t.join.createPasskey}
        </button>
      </form>
      {canUsePasskey && (
        <button className="button quiet" type="button" onClick={() => setUsesPassword(!usesPassword)}>
          {usesPassword ? t.join.withPasskey : t.join.withPassword}
        </button>
      )}
      {methods.oidc && (
        <button className="button" type="button" aria-disabled={isBusy} onClick={() => void goToProvider()}>
          {t.join.withOidc(methods.oidc.label)}
        </button>
      )}
    </>
  )
}

function describe(error: unknown) {
  if (findPasskeyProblem(error)) return { message: t.join.passkeyNotCreated }
  return undefined
}

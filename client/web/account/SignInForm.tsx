import { type FormEvent, useState } from 'react'
import type { Account } from '../../../schema/account.ts'
import { RefusedError } from '../describe-error.ts'
import { useStoredChanges } from '../outbox/stored-changes.ts'
import { setAutoFocus } from '../ui/auto-focus.ts'
import { Icon } from '../ui/Icon.tsx'
import { t } from '../messages/sign-in.ts'
import { type SignInMethods, signIn, startOidc } from './auth-api.ts'
import { FormProblem } from './FormProblem.tsx'
import { NameField } from './NameField.tsx'
import { pageAccount } from './page-account.ts'
import { choosePasskey, findPasskeyProblem, hasPasskeys, signInWithPasskey } from './passkeys.ts'
import { PasswordField } from './PasswordField.tsx'
import { useAttempt } from './use-attempt.ts'
import { useSuggestedPasskey } from './use-suggested-passkey.ts'

type Props = {
  methods: SignInMethods
  /** The session of this page has ended. */
  isAgain: boolean
  returnTo: string
  startProblem: string | undefined
  onSignedIn: (account: Account) => Promise<void>
}

/** Signs in: with a passkey, which is the shortest way, at an identity provider, or with a password. */
export function SignInForm({ methods, isAgain, returnTo, startProblem, onSignedIn }: Props) {
  const [name, setName] = useState(pageAccount ?? '')
  const [password, setPassword] = useState('')
  const { form, problem, problemOf, setProblem, isBusy, secondsLeft, isWaiting, attempt, show } = useAttempt(
    describe,
    startProblem,
  )
  const [isAsking, setAsking] = useState(false)
  const canUsePasskey = hasPasskeys(methods)
  useSuggestedPasskey(canUsePasskey && !isAsking, {
    onDone: account => void attempt(() => onSignedIn(account)),
    onError: show,
  })

  async function askForPasskey() {
    setAsking(true)
    await attempt(async () => onSignedIn(await signInWithPasskey(await choosePasskey('dialog'))))
    setAsking(false)
  }

  const goToProvider = () =>
    attempt(async () => {
      const { url } = await startOidc({ returnTo })
      location.assign(url)
    })

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim() === '') setProblem({ field: 'name', message: t.form.nameMissing })
    else if (password === '') setProblem({ field: 'password', message: t.form.passwordMissing })
    else await attempt(async () => onSignedIn((await signIn({ name: name.trim(), password })).account))
  }

  const knowsName = pageAccount !== undefined
  const unsent = useStoredChanges().length
  return (
    <>
      {isAgain && <p>{t.form.again(<bdi>{pageAccount}</bdi>)}</p>}
      {unsent > 0 && <p>{t.form.unsent(unsent, <bdi>{pageAccount}</bdi>)}</p>}
      <FormProblem problem={problem} fields={['name', 'password']} />
      {canUsePasskey && (
        <button
          className="button primary"
          type="button"
          aria-disabled={isBusy}
          onClick={() => void askForPasskey()}
        >
          <Icon name="passkey" />
          {t.form.withPasskey}
        </button>
      )}
      {methods.oidc && (
        <button className="button" type="button" aria-disabled={isBusy} onClick={() => void goToProvider()}>
          {t.form.withOidc(methods.oidc.label)}
        </button>
      )}
      {(canUsePasskey || methods.oidc) && <p className="sign-in-or">{t.form.or}</p>}
      <form ref={form} noValidate className="stack" onSubmit={event => void submit(event)}>
        <NameField
          label={t.form.name}
          autoComplete="username webauthn"
          problem={problemOf('name')}
          inputRef={knowsName ? undefined : setAutoFocus}
          value={name}
          onChange={setName}
        />
        <PasswordField
          label={t.form.password}
          autoComplete="current-password"
          problem={problemOf('password')}
          inputRef={knowsName ? setAutoFocus : undefined}
          value={password}
          onChange={setPassword}
        />
        <button
          className={canUsePasskey ? 'button' : 'button primary'}
          type="submit"
          aria-disabled={isBusy || isWaiting}
        >
          {isWaiting ? t.form.wait(secondsLeft) : isBusy ? t.form.busy : t.form.submit}
        </button>
      </form>
      <p className="muted">{t.form.help}</p>
    </>
  )
}

function describe(error: unknown) {
  if (findPasskeyProblem(error)) return { message: t.form.passkeyNotUsed }
  if (!(error instanceof RefusedError)) return undefined
  if (error.status === 410) return { message: t.form.tooLate }
  if (error.status === 401) return { message: t.form.wrong, field: 'password' }
  return undefined
}

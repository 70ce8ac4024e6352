import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser'
import type { Account } from '../../../schema/account.ts'
import { RefusedError } from '../describe-error.ts'
import { t } from '../messages/sign-in.ts'
import { type SignInMethods, send } from './auth-api.ts'

/** Whether this browser can use passkeys at this server. */
export const hasPasskeys = ({ passkey }: SignInMethods): boolean => passkey && browserSupportsWebAuthn()

export const canSuggestPasskeys = browserSupportsWebAuthnAutofill

/** Ends what the browser waits for: the user has signed in otherwise. */
export const stopAskingForPasskey = (): void => WebAuthnAbortService.cancelCeremony()

type AuthenticationOptions = Parameters<typeof startAuthentication>[0]['optionsJSON']
type RegistrationOptions = Parameters<typeof startRegistration>[0]['optionsJSON']

/** Lets the user choose a passkey: in a dialog of the browser, or among the suggestions of the field for the name, which wait. */
export async function choosePasskey(where: 'dialog' | 'suggestions') {
  const optionsJSON = await send<AuthenticationOptions>('POST', 'passkey/sign-in/options', {})
  return startAuthentication({ optionsJSON, useBrowserAutofill: where === 'suggestions' })
}

export async function signInWithPasskey(response: Awaited<ReturnType<typeof choosePasskey>>) {
  try {
    const { account } = await send<{ account: Account }>('POST', 'passkey/sign-in', { response })
    return account
  } catch (error) {
    if (error instanceof RefusedError && error.status === 401)
      throw new Error(t.form.passkeyRefused, { cause: error })
    throw error
  }
}

type Registration = {
  /** The secret of the link that creates or recovers an account; without it the passkey is added to the signed-in account. */
  token?: string
  name?: string | undefined
  label: string
}

/** Creates a passkey in the browser and registers it. */
export async function registerPasskey({ token, name, label }: Registration): Promise<Account> {
  const optionsJSON = await send<RegistrationOptions>('POST', 'passkey/options', { token, name })
  const response = await startRegistration({ optionsJSON })
  const input = { token, name, label, response }
  const { account } = await send<{ account: Account }>('POST', 'passkey/register', input)
  return account
}

/** The browser's reason why there is no passkey: it was cancelled or took too long, or the device has one of the account. */
export function findPasskeyProblem(error: unknown): 'not-used' | 'known' | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'InvalidStateError') return 'known'
  return error.name === 'NotAllowedError' || error.name === 'AbortError' ? 'not-used' : undefined
}

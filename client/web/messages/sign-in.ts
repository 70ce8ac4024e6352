import type { ReactNode } from 'react'
import type { AccountLink } from '../account/auth-api.ts'
import { inLanguage } from './in-language.ts'
import { rich } from './format-text.ts'

const english = {
  signIn: 'Sign in',
  tokenNoLongerAccepted: 'The token in this browser is no longer accepted. Enter the current one.',
  token: 'API token',
  isProtected:
    'This server is protected. Enter the API token (API_TOKEN) you were given. It is stored in this browser.',
  checking: 'Checking…',
  proceed: 'Continue',
  enterToken: 'Enter the token.',
  tokenNotAccepted: 'That token was not accepted. Check it and try again.',

  form: {
    title: 'Sign in',
    again: (name: ReactNode) =>
      rich`Your session has ended. Sign in again as ${name} to continue: what you typed is kept.`,
    unsent: (count: number, name: ReactNode) =>
      count === 1
        ? rich`A change by ${name} has not been sent yet. It is lost if someone else signs in here.`
        : rich`${count} changes by ${name} have not been sent yet. They are lost if someone else signs in here.`,
    withPasskey: 'Sign in with a passkey',
    withOidc: (label: string) => `Sign in with ${label}`,
    or: 'or with your password',
    name: 'Name',
    password: 'Password',
    submit: 'Sign in',
    busy: 'Signing in…',
    wait: (seconds: number) => `Try again in ${seconds} s`,
    wrong: 'The name or the password is wrong.',
    nameMissing: 'Enter your name.',
    passwordMissing: 'Enter your password.',
    help: 'No account, or can’t sign in? Ask the operator of this server for a link.',
    tooMany: (minutes: number) =>
      minutes <= 1
        ? 'Too many attempts. Wait a moment and try again.'
        : `Too many attempts. Try again in ${minutes} minutes.`,
    passkeyRefused: 'This passkey is not known here. Try another one, or sign in with your password.',
    tooLate: 'That took too long. Try again.',
    passkeyNotUsed: 'No passkey was used. Try again, or sign in with your password.',
    /** What the address says after a visit to the identity provider. */
    redirectErrors: {
      'no-account': (label: string) =>
        `No account here is connected to that ${label} identity. Sign in another way and connect it in your account, or ask for an invitation.`,
      denied: (label: string) => `${label} did not let you in. Try again, or sign in another way.`,
      failed: (label: string) => `Signing in with ${label} failed. Try again.`,
    },
    provider: 'the identity provider',
  },
  passwordField: {
    show: 'Show password',
    showShort: 'Show',
    hideShort: 'Hide',
    rule: (length: number) => `At least ${length} characters. A few unrelated words are easy to remember.`,
  },
  join: {
    titles: {
      setup: 'Create the first account',
      invitation: 'Create your account',
      recovery: 'Recover your account',
    } satisfies Record<AccountLink['kind'], string>,
    intros: {
      setup: 'It administers this server and takes over the existing todos.',
      invitation: 'You have been invited to TaskOverflow.',
      recovery: 'Choose how you sign in from now on.',
    } satisfies Record<AccountLink['kind'], string>,
    loading: 'Join',
    recovers: (name: ReactNode) => rich`This link is for ${name}.`,
    signedIn: (name: ReactNode) =>
      rich`You are signed in as ${name}. Continuing signs you out, and in to the account of this link.`,
    name: 'Name',
    nameHint: 'Letters, digits and . _ - @ +. You sign in with it.',
    nameMissing: 'Enter a name.',
    password: 'Password',
    newPassword: 'New password',
    passkeyHint:
      'A passkey signs you in with your fingerprint, face or screen lock. There is no password to remember.',
    createPasskey: 'Create a passkey',
    passkeyNotCreated: 'No passkey was created. Try again, or use a password.',
    withPassword: 'Use a password instead',
    withPasskey: 'Use a passkey instead',
    createAccount: 'Create account',
    setPassword: 'Set password and sign in',
    withOidc: (label: string) => `Continue with ${label}`,
    busy: 'One moment…',
    gone: 'This link no longer works',
    goneWhy: 'A link works once, and for a limited time.',
    goneHelp:
      'If you have used it already, sign in. Otherwise ask the operator of this server for a new one.',
    goneAdmin: (command: ReactNode) => rich`On the server, ${command} makes a new link.`,
    none: 'Open the link that you were given',
    noneWhy: 'It leads to this page, and is needed to create or recover an account.',
    toSignIn: 'Sign in',
    notLoaded: 'Couldn’t check this link',
  },
}

export type SignInTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/sign-in.ts') })

import { inLanguage } from './in-language.ts'

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
}

export type SignInTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/sign-in.ts') })

import type { SignInTexts } from '../sign-in.ts'

export const texts: SignInTexts = {
  signIn: 'Anmelden',
  tokenNoLongerAccepted: 'Das Token in diesem Browser gilt nicht mehr. Gib das aktuelle ein.',
  token: 'API-Token',
  isProtected:
    'Dieser Server ist geschützt. Gib das API-Token (API_TOKEN) ein, das du bekommen hast. Es wird in diesem Browser gespeichert.',
  checking: 'Wird geprüft …',
  proceed: 'Weiter',
  enterToken: 'Gib das Token ein.',
  tokenNotAccepted: 'Dieses Token wurde nicht angenommen. Prüfe es und versuche es erneut.',
}

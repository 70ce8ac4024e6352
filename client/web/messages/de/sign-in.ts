import type { SignInTexts } from '../sign-in.ts'
import { rich } from '../format-text.ts'

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

  form: {
    title: 'Anmelden',
    again: name =>
      rich`Deine Sitzung ist abgelaufen. Melde dich wieder als ${name} an, um weiterzumachen: Was du getippt hast, bleibt.`,
    withPasskey: 'Mit einem Passkey anmelden',
    unsent: (count, name) =>
      count === 1
        ? rich`Eine Änderung von ${name} ist noch nicht gesendet. Sie geht verloren, wenn sich hier jemand anderes anmeldet.`
        : rich`${count} Änderungen von ${name} sind noch nicht gesendet. Sie gehen verloren, wenn sich hier jemand anderes anmeldet.`,
    withOidc: label => `Mit ${label} anmelden`,
    or: 'oder mit deinem Passwort',
    name: 'Name',
    password: 'Passwort',
    submit: 'Anmelden',
    busy: 'Wird angemeldet …',
    wait: seconds => `Neuer Versuch in ${seconds} s`,
    wrong: 'Der Name oder das Passwort ist falsch.',
    nameMissing: 'Gib deinen Namen ein.',
    passwordMissing: 'Gib dein Passwort ein.',
    help: 'Kein Konto, oder die Anmeldung klappt nicht? Bitte den Betreiber dieses Servers um einen Link.',
    tooMany: minutes =>
      minutes <= 1
        ? 'Zu viele Versuche. Warte einen Moment und versuche es erneut.'
        : `Zu viele Versuche. Versuche es in ${minutes} Minuten erneut.`,
    passkeyRefused:
      'Dieser Passkey ist hier nicht bekannt. Nimm einen anderen oder melde dich mit deinem Passwort an.',
    tooLate: 'Das hat zu lange gedauert. Versuche es erneut.',
    passkeyNotUsed:
      'Es wurde kein Passkey verwendet. Versuche es erneut oder melde dich mit deinem Passwort an.',
    redirectErrors: {
      'no-account': label =>
        `Mit dieser Identität bei ${label} ist hier kein Konto verbunden. Melde dich anders an und verbinde sie in deinem Konto, oder bitte um eine Einladung.`,
      denied: label => `${label} hat dich nicht angemeldet. Versuche es erneut oder melde dich anders an.`,
      failed: label => `Die Anmeldung mit ${label} ist fehlgeschlagen. Versuche es erneut.`,
    },
    provider: 'dem Identitätsanbieter',
  },
  passwordField: {
    show: 'Passwort anzeigen',
    showShort: 'Zeigen',
    hideShort: 'Verbergen',
    rule: length => `Mindestens ${length} Zeichen. Ein paar Wörter ohne Zusammenhang merkt man sich leicht.`,
  },
  join: {
    titles: {
      setup: 'Das erste Konto anlegen',
      invitation: 'Dein Konto anlegen',
      recovery: 'Dein Konto wiederherstellen',
    },
    intros: {
      setup: 'Es verwaltet diesen Server und übernimmt die Aufgaben, die schon da sind.',
      invitation: 'Du wurdest zu TaskOverflow eingeladen.',
      recovery: 'Wähle, wie du dich von jetzt an anmeldest.',
    },
    loading: 'Beitreten',
    recovers: name => rich`Dieser Link ist für ${name}.`,
    signedIn: name =>
      rich`Du bist als ${name} angemeldet. Wenn du weitermachst, wirst du ab- und im Konto dieses Links angemeldet.`,
    name: 'Name',
    nameHint: 'Buchstaben, Ziffern und . _ - @ +. Damit meldest du dich an.',
    nameMissing: 'Gib einen Namen ein.',
    password: 'Passwort',
    newPassword: 'Neues Passwort',
    passkeyHint:
      'Mit einem Passkey meldest du dich per Fingerabdruck, Gesicht oder Bildschirmsperre an. Du musst dir kein Passwort merken.',
    createPasskey: 'Passkey erstellen',
    passkeyNotCreated: 'Es wurde kein Passkey erstellt. Versuche es erneut oder nimm ein Passwort.',
    withPassword: 'Stattdessen ein Passwort verwenden',
    withPasskey: 'Stattdessen einen Passkey verwenden',
    createAccount: 'Konto anlegen',
    setPassword: 'Passwort festlegen und anmelden',
    withOidc: label => `Weiter mit ${label}`,
    busy: 'Einen Moment …',
    gone: 'Dieser Link gilt nicht mehr',
    goneWhy: 'Ein Link gilt einmal und nur für begrenzte Zeit.',
    goneHelp:
      'Wenn du ihn schon verwendet hast, melde dich an. Bitte sonst den Betreiber dieses Servers um einen neuen.',
    goneAdmin: command => rich`Auf dem Server erzeugt ${command} einen neuen Link.`,
    none: 'Öffne den Link, den du bekommen hast',
    noneWhy: 'Er führt auf diese Seite und wird gebraucht, um ein Konto anzulegen oder wiederherzustellen.',
    toSignIn: 'Anmelden',
    notLoaded: 'Dieser Link konnte nicht geprüft werden',
  },
}

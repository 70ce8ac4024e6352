import type { LayoutTexts } from '../layout.ts'
import { plural, rich } from '../format-text.ts'

export const texts: LayoutTexts = {
  views: {
    todos: 'Aufgaben',
    todo: 'Aufgabe',
    calendar: 'Kalender',
    exports: 'Exporte',
    trash: 'Papierkorb',
    import: 'Import',
    settings: 'Einstellungen',
    account: 'Konto',
    signIn: 'Anmelden',
    join: 'Beitreten',
  },
  navigation: 'Ansichten',
  settingsAndAccount: 'Einstellungen und Konto',
  accountOf: name => `Konto: ${name}`,
  signOut: 'Abmelden',
  notSignedOut: reason => `Abmelden ist fehlgeschlagen. ${reason}`,
  skipToContent: 'Zum Inhalt springen',
  viewNotLoaded: 'Diese Seite konnte nicht geladen werden',

  notFound: 'Seite nicht gefunden',
  backToTodos: 'Zurück zu deinen Aufgaben',

  failed: 'Diese Seite konnte nicht angezeigt werden',
  whyFailed: 'In diesem Browser ist etwas schiefgegangen. Deine Aufgaben sind sicher.',
  reload: 'Neu laden',

  serverAway: 'Der Server ist nicht erreichbar. Es wird weiter versucht …',
  changesKept: count =>
    plural(count, {
      one: 'Deine letzte Änderung ist in diesem Browser gespeichert und wird gesendet, sobald der Server wieder erreichbar ist.',
      other:
        'Deine letzten # Änderungen sind in diesem Browser gespeichert und werden gesendet, sobald der Server wieder erreichbar ist.',
    }),

  theme: name => `Design: ${name}`,
  themeAndNext: (name, next) => `Design: ${name} (klicken für ${next})`,
  themes: { auto: 'System', light: 'hell', dark: 'dunkel' },

  commandMenu: 'Befehlsmenü',
  commandMenuKey: key => `Befehlsmenü (${key} K)`,
  commandMenuNotOpened: reason => `Das Befehlsmenü konnte nicht geöffnet werden. ${reason}`,

  shortcuts: 'Tastenkürzel',
  shortcutsKey: 'Tastenkürzel (?)',
  shortcutsOn: 'Kürzel mit einer Taste verwenden',
  keys: {
    add: 'Neue Aufgabe',
    search: 'Suchen',
    help: 'Tastenkürzel anzeigen',
    move: 'Nächste und vorige Aufgabe (oder ↓ ↑)',
    complete: 'Aufgabe erledigen',
    edit: 'Bearbeiten',
    reschedule: 'Anderen Tag wählen',
    today: 'Auf heute verschieben',
    delete: 'Löschen',
    undo: 'Rückgängig machen (solange die Meldung zu sehen ist)',
    commands: 'Überallhin gehen, alles tun, Aufgaben finden',
    close: 'Schließen oder Bearbeiten abbrechen',
  },
  otherClients: graphiql =>
    rich`Alles hier geht auch über die API (probier sie in ${graphiql} aus), mit curl und auf der Kommandozeile. Mehr dazu in der README.`,

  liveUpdates: {
    none: '',
    interrupted: 'Live-Aktualisierung unterbrochen – Verbindung wird aufgebaut …',
    back: 'Die Live-Aktualisierung läuft wieder.',
  },
  creatingCalendars: count => plural(count, { one: 'Kalender entsteht', other: '# Kalender entstehen' }),
  calendarReady: name => `${name === undefined ? 'Deine Kalenderdatei' : `„${name}“`} ist fertig`,
  calendarFailed: name =>
    `${name === undefined ? 'Deine Kalenderdatei' : `„${name}“`} konnte nicht erstellt werden`,
  download: 'Herunterladen',

  otherTimeZone: 'Andere Zeitzone',
  offerTimeZone: (here, used) =>
    `Die Zeitzone dieses Browsers ist ${here}, in deinen Einstellungen steht ${used}. Einstellungen ändern?`,
  changeTimeZone: 'Ändern',
  keepTimeZone: 'Behalten',
  timeZoneNotChanged: reason => `Die Zeitzone konnte nicht geändert werden. ${reason}`,
}

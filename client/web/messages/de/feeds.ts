import type { FeedsTexts } from '../feeds.ts'
import { rich } from '../format-text.ts'

export const texts: FeedsTexts = {
  feeds: 'Kalender-Abos',
  whatFeedsAre:
    'Private Adressen, die aktuell bleiben. Füge eine davon einmal in Google Kalender, Apple Kalender, Outlook oder Thunderbird hinzu.',
  noFeeds: 'Noch keine Abos',
  lastKnown: 'Das ist der letzte bekannte Stand der Abos.',
  notLoaded: 'Die Abos konnten nicht geladen werden',

  actions: { edit: 'Bearbeiten', rotate: 'Adresse ersetzen', delete: 'Löschen' },
  actionOn: (action, feed) => `${action}: ${feed}`,
  howToAddIt: 'So fügst du es hinzu',
  addressNeeded:
    'Du brauchst die Adresse des Abos. Wenn du sie nicht mehr hast, ersetze sie: Apps mit der alten Adresse brauchen dann die neue.',
  contents: 'Inhalt',
  preparing: 'Wird vorbereitet …',
  lastFetched: 'Zuletzt abgerufen',
  notFetched: 'Noch nie abgerufen',
  by: app => ` von ${app}`,
  notUpdated: reason =>
    `Aktualisierung fehlgeschlagen: ${reason}. Apps erhalten weiter die letzte gute Fassung.`,
  excluded: 'durch deine Einstellungen ausgeschlossen',
  writtenWithout: (written, skipped) => `${written}. Nicht enthalten: ${skipped}`,

  titles: { edit: 'Abo bearbeiten', rotate: 'Adresse ersetzen?', delete: 'Abo löschen?' },
  rotate: 'Adresse ersetzen',
  whatRotatingMeans: name =>
    rich`Die bisherige Adresse von „${name}“ gilt ab sofort nicht mehr. Apps, die sie verwenden, brauchen die neue.`,
  delete: 'Abo löschen',
  whatDeletingMeans: name =>
    rich`Die Adresse von „${name}“ gilt dann nicht mehr, und abonnierte Kalender werden nicht mehr aktualisiert. Deine Aufgaben bleiben unverändert.`,

  address: 'Die Adresse des Abos',
  isReady: name => rich`„${name}“ ist fertig. Kopiere jetzt die Adresse:`,
  shownOnce: 'Sie wird nicht noch einmal angezeigt. Wer sie hat, kann diesen Kalender lesen.',
  webAddress: protocol => `Webadresse (${protocol}//)`,
  calendarAddress: 'Kalenderadresse (webcal://)',
  openInApp: 'In einer Kalender-App öffnen',
  copyOf: label => `Kopieren: ${label}`,
  code: 'QR-Code der Kalenderadresse',
  scan: 'Oder scanne sie mit dem Handy.',
  onlyHere: setting =>
    rich`Diese Adresse gilt nur auf diesem Computer oder im lokalen Netz; Google Kalender und Outlook erreichen sie nicht. Betreibe TaskOverflow dafür unter einer öffentlichen Adresse und setze ${setting}.`,
  addToApp: 'Zu deiner Kalender-App hinzufügen',
  done: 'Fertig',
  askToClose: 'Ohne die Adresse schließen?',
  notCopied: name =>
    rich`Die Adresse von „${name}“ wurde nicht kopiert und kann nicht noch einmal angezeigt werden. Du kannst sie später ersetzen.`,
  closeAnyway: 'Trotzdem schließen',
  backToAddress: 'Zurück zur Adresse',
  needsPublicAddress: ' – braucht eine öffentliche Adresse',
}

import type { HowToAddTexts } from '../how-to-add.ts'

export const texts: HowToAddTexts = {
  howTos: [
    {
      app: 'Google Kalender',
      needsPublicAddress: true,
      steps: [
        'Öffne calendar.google.com am Computer; die App auf dem Handy kann keine Kalender per URL hinzufügen.',
        'Wähle neben „Weitere Kalender“ das + und dann „Per URL“.',
        'Füge die Webadresse ein und wähle „Kalender hinzufügen“.',
      ],
      note: 'Google ruft ihn nach eigenem Plan ab, oft nur alle 12 bis 24 Stunden. Nur Termine.',
    },
    {
      app: 'Apple Kalender',
      needsPublicAddress: false,
      steps: [
        'iPhone, iPad: Scanne den Code mit der Kamera und öffne den Link, oder tippe dort auf „In einer Kalender-App öffnen“.',
        'Mac: Ablage → Neues Kalenderabonnement, füge die Kalenderadresse ein und wähle „Abonnieren“.',
        'Stelle „Automatisch aktualisieren“ auf jede Stunde und als Ort iCloud, um ihn auf allen Geräten zu haben.',
      ],
      note: 'Nur Termine.',
    },
    {
      app: 'Outlook',
      needsPublicAddress: true,
      steps: [
        'Öffne den Kalender in Outlook im Web oder im neuen Outlook.',
        'Wähle „Kalender hinzufügen“ und dann „Aus dem Internet abonnieren“.',
        'Füge die Webadresse ein, gib einen Namen ein und wähle „Importieren“.',
      ],
      note: 'Outlook aktualisiert ihn alle paar Stunden. Nur Termine.',
    },
    {
      app: 'Thunderbird',
      needsPublicAddress: false,
      steps: [
        'Wähle im Kalender „Neuer Kalender …“ und dann „Im Netzwerk“.',
        'Füge die Webadresse als Adresse ein und wähle „Kalender suchen“.',
        'Wähle „Abonnieren“. Der Kalender ist schreibgeschützt.',
      ],
      note: 'Zeigt Termine und Aufgaben und aktualisiert alle 30 Minuten.',
    },
  ],
}

import { inLanguage } from './in-language.ts'

type HowTo = { app: string; needsPublicAddress: boolean; steps: string[]; note: string }

/** How the common calendar apps subscribe to an address. */
const howTos: HowTo[] = [
  {
    app: 'Google Calendar',
    needsPublicAddress: true,
    steps: [
      'Open calendar.google.com on a computer; the phone app can’t add calendars by URL.',
      'Beside “Other calendars”, choose + and then “From URL”.',
      'Paste the web address and choose “Add calendar”.',
    ],
    note: 'Google refreshes it on its own schedule, often every 12 to 24 hours. Events only.',
  },
  {
    app: 'Apple Calendar',
    needsPublicAddress: false,
    steps: [
      'iPhone, iPad: scan the code with the camera and open the link, or tap “Open in a calendar app” there.',
      'Mac: File → New Calendar Subscription, paste the calendar address, choose “Subscribe”.',
      'Set “Auto-refresh” to every hour, and iCloud as the location to have it on all your devices.',
    ],
    note: 'Events only.',
  },
  {
    app: 'Outlook',
    needsPublicAddress: true,
    steps: [
      'Open the calendar in Outlook on the web, or the new Outlook.',
      'Choose “Add calendar” and then “Subscribe from web”.',
      'Paste the web address, give it a name and choose “Import”.',
    ],
    note: 'Outlook refreshes it every few hours. Events only.',
  },
  {
    app: 'Thunderbird',
    needsPublicAddress: false,
    steps: [
      'In the calendar, choose “New Calendar…” and then “On the Network”.',
      'Paste the web address as the location and choose “Find Calendars”.',
      'Choose “Subscribe”. The calendar is read-only.',
    ],
    note: 'Shows events and tasks; refreshes every 30 minutes.',
  },
]

const english = { howTos }

export type HowToAddTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/how-to-add.ts') })

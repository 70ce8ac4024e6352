import { useId } from 'react'

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

/** Short steps for each of the common calendar apps. */
export function HowToAdd({ isPrivate }: { isPrivate: boolean }) {
  // One of the group is open at a time.
  const group = useId()
  return (
    <div className="how-to-add">
      {howTos.map(({ app, needsPublicAddress, steps, note }) => (
        <details key={app} name={group}>
          <summary>
            {app}
            {needsPublicAddress && isPrivate && <span className="muted"> – needs a public address</span>}
          </summary>
          <ol>
            {steps.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className="muted">{note}</p>
        </details>
      ))}
    </div>
  )
}

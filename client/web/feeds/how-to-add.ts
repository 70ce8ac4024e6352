export type HowTo = { program: string; needsPublicAddress: boolean; steps: string[]; note: string }

/** How the big calendar programs subscribe to an address. */
export const howTos: HowTo[] = [
  {
    program: 'Google Calendar',
    needsPublicAddress: true,
    steps: [
      'Open calendar.google.com on a computer; the phone’s app cannot add addresses.',
      'Beside “Other calendars”, choose + and then “From URL”.',
      'Paste the web address and choose “Add calendar”.',
    ],
    note: 'Google fetches it anew when it likes, about once in half a day; tasks are not shown, only events.',
  },
  {
    program: 'Apple Calendar',
    needsPublicAddress: false,
    steps: [
      'iPhone, iPad: scan the code with the camera and open the link, or tap “Open in a calendar app” there.',
      'Mac: File → New Calendar Subscription, paste the calendar address, choose “Subscribe”.',
      'Set “Auto-refresh” to every hour, and iCloud as the location to have it on all your devices.',
    ],
    note: 'Tasks are not shown, only events.',
  },
  {
    program: 'Outlook',
    needsPublicAddress: true,
    steps: [
      'Open the calendar in Outlook on the web, or the new Outlook.',
      'Choose “Add calendar” and then “Subscribe from web”.',
      'Paste the web address, give it a name and choose “Import”.',
    ],
    note: 'Outlook fetches it anew every few hours; tasks are not shown, only events.',
  },
  {
    program: 'Thunderbird',
    needsPublicAddress: false,
    steps: [
      'In the calendar, choose “New Calendar…” and then “On the Network”.',
      'Paste the web address as the location and choose “Find Calendars”.',
      'Choose “Subscribe”. It is read only.',
    ],
    note: 'It shows events and tasks, and fetches them anew every half an hour.',
  },
]

import type { ReactNode } from 'react'
import { inLanguage } from './in-language.ts'
import { rich } from './format-text.ts'

const english = {
  feeds: 'Feeds',
  whatFeedsAre:
    'Private addresses that stay up to date. Add one to Google Calendar, Apple Calendar, Outlook or Thunderbird once.',
  noFeeds: 'No feeds yet',
  lastKnown: 'Showing the last known feeds.',
  notLoaded: 'Couldn’t load the feeds',

  // A feed
  actions: { edit: 'Edit', rotate: 'Replace address', delete: 'Delete' },
  actionOn: (action: string, feed: string) => `${action}: ${feed}`,
  howToAddIt: 'How to add it',
  addressNeeded:
    'You need the feed’s address. If you no longer have it, replace it: apps that use the old one need the new one.',
  contents: 'Contents',
  preparing: 'Preparing…',
  lastFetched: 'Last fetched',
  notFetched: 'Not fetched yet',
  by: (app: string) => ` by ${app}`,
  notUpdated: (reason: string) => `Couldn’t update: ${reason}. Apps still get the last good version.`,
  excluded: 'excluded by your settings',
  writtenWithout: (written: string, skipped: string) => `${written}. Not included: ${skipped}`,

  // Its dialogs
  titles: { edit: 'Edit feed', rotate: 'Replace the address?', delete: 'Delete feed?' },
  rotate: 'Replace address',
  whatRotatingMeans: (name: ReactNode) =>
    rich`The current address of “${name}” stops working immediately. Apps that use it must be given the new one.`,
  delete: 'Delete feed',
  whatDeletingMeans: (name: ReactNode) =>
    rich`The address of “${name}” stops working, and subscribed calendars are no longer updated. Your todos are not affected.`,

  // Its address
  address: 'The feed’s address',
  isReady: (name: ReactNode) => rich`“${name}” is ready. Copy its address now:`,
  shownOnce: 'it won’t be shown again. Anyone who has it can read this calendar.',
  webAddress: (protocol: string) => `Web address (${protocol}//)`,
  calendarAddress: 'Calendar address (webcal://)',
  openInApp: 'Open in a calendar app',
  copyOf: (label: string) => `Copy: ${label}`,
  code: 'QR code of the calendar address',
  scan: 'Or scan it with a phone.',
  onlyHere: (setting: ReactNode) =>
    rich`This address only works on this computer or local network; Google Calendar and Outlook can’t reach it. To use them, host TaskOverflow at a public address and set ${setting}.`,
  addToApp: 'Add to your calendar app',
  done: 'Done',
  askToClose: 'Close without the address?',
  notCopied: (name: ReactNode) =>
    rich`The address of “${name}” has not been copied, and it can’t be shown again. You can replace it later.`,
  closeAnyway: 'Close anyway',
  backToAddress: 'Back to the address',
  needsPublicAddress: ' – needs a public address',
}

export type FeedsTexts = typeof english
export const t = inLanguage(english, { de: () => import('./de/feeds.ts') })

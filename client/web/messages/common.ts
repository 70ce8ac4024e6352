import { inLanguage } from './in-language.ts'

const english = {
  add: 'Add',
  cancel: 'Cancel',
  close: 'Close',
  copied: 'Copied',
  copy: 'Copy',
  ctrl: 'Ctrl',
  delete: 'Delete',
  dismiss: 'Dismiss',
  edit: 'Edit',
  loading: 'Loading…',
  loadMore: 'Load more',
  pressToCopy: 'Press Ctrl+C or ⌘C to copy',
  retry: 'Try again',
  save: 'Save',
  show: 'Show',
  undo: 'Undo',

  missingPart: 'A part of this page is missing on the server.',
  ofRequest: (problem: string, requestId: string) => `${problem} (request ${requestId})`,
  todosNotLoaded: 'Couldn’t load the todos',
  unreachable: 'Can’t reach the server.',
  answeredWith: (status: number) => `The server answered with status ${status}.`,
}

export type CommonTexts = typeof english
export const common = inLanguage(english, { de: () => import('./de/common.ts') })

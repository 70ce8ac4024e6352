import './Icon.css'

/** Lines in a square of 24. */
const paths = {
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5a7.5 7.5 0 0 1 15 0',
  add: 'M12 5v14M5 12h14',
  calendar: 'M8 3v4M16 3v4M4 10h16M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  export: 'M12 4v11M7.5 10.5 12 15l4.5-4.5M4 17v2a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-2',
  filter: 'M4 7h16M7 12h10M10 17h4',
  help: 'M9.3 9.2a2.8 2.8 0 1 1 3.9 2.6c-.8.3-1.2.9-1.2 1.7v.3M12 16.9v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z',
  keyboard:
    'M4 6h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2ZM8 14.5h8M6.5 10v.1M10.2 10v.1M13.8 10v.1M17.5 10v.1',
  import: 'M12 15V4M7.5 8.5 12 4l4.5 4.5M4 17v2a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-2',
  list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1',
  menu: 'M4 7h16M4 12h16M4 17h16',
  moon: 'M20 14.2A8 8 0 0 1 9.8 4a8 8 0 1 0 10.2 10.2Z',
  more: 'M6 12a.6.6 0 1 1-1.2 0 .6.6 0 0 1 1.2 0ZM12.6 12a.6.6 0 1 1-1.2 0 .6.6 0 0 1 1.2 0ZM19.2 12a.6.6 0 1 1-1.2 0 .6.6 0 0 1 1.2 0Z',
  next: 'm9.5 5.5 6.5 6.5-6.5 6.5',
  nextTwice: 'm6 6 6 6-6 6M13 6l6 6-6 6',
  passkey: 'M7.5 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 12h9.5M17 12v3.5M21.5 12v2.5',
  previous: 'M14.5 5.5 8 12l6.5 6.5',
  previousTwice: 'm18 6-6 6 6 6M11 6l-6 6 6 6',
  repeat: 'm16.5 3 3.5 3.5-3.5 3.5M4 12v-1.5a4 4 0 0 1 4-4h12M7.5 21 4 17.5 7.5 14M20 12v1.5a4 4 0 0 1-4 4H4',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20 20l-4-4',
  settings:
    'M4 7h9M19 7h1M4 17h1M11 17h9M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  signOut: 'M10 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h4M15 8l4 4-4 4M19 12H9.5',
  sun: 'M12 16.2a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  system:
    'M4 4.5h16a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 15V6A1.5 1.5 0 0 1 4 4.5ZM12 16.5v3.5M8 20h8',
  todo: 'M6 3.5h12A2.5 2.5 0 0 1 20.5 6v12a2.5 2.5 0 0 1-2.5 2.5H6A2.5 2.5 0 0 1 3.5 18V6A2.5 2.5 0 0 1 6 3.5Z',
  todos:
    'M8 12.3l2.8 2.8 5.4-6M6 3.5h12A2.5 2.5 0 0 1 20.5 6v12a2.5 2.5 0 0 1-2.5 2.5H6A2.5 2.5 0 0 1 3.5 18V6A2.5 2.5 0 0 1 6 3.5Z',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12a1 1 0 0 0 1 1h7.4a1 1 0 0 0 1-1l.8-12M10 11v5M14 11v5',
} as const

export type IconName = keyof typeof paths

/** They point along the line, which can begin at the right. */
const pointing: IconName[] = ['next', 'nextTwice', 'previous', 'previousTwice', 'signOut']

/** A decoration of a control that has a name of its own. It is as large and as dark as the text around it. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg
    className={pointing.includes(name) ? 'icon-drawing pointing' : 'icon-drawing'}
    viewBox="0 0 24 24"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
)

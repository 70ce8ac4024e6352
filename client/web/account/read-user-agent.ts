type Known = { name: string; pattern: RegExp }

/** Most browsers claim to be those that follow them. */
const programs: Known[] = [
  { name: 'Edge', pattern: /Edg(?:A|iOS)?\// },
  { name: 'Opera', pattern: /OPR\// },
  { name: 'Samsung Internet', pattern: /SamsungBrowser\// },
  { name: 'Vivaldi', pattern: /Vivaldi\// },
  { name: 'Firefox', pattern: /(?:Firefox|FxiOS)\// },
  { name: 'Chrome', pattern: /(?:Chrome|CriOS|HeadlessChrome)\// },
  { name: 'Safari', pattern: /Safari\// },
  { name: 'curl', pattern: /^curl\// },
]

const systems: Known[] = [
  { name: 'Android', pattern: /Android/ },
  { name: 'iPhone', pattern: /iPhone/ },
  { name: 'iPad', pattern: /iPad/ },
  { name: 'Windows', pattern: /Windows/ },
  { name: 'macOS', pattern: /Mac OS X|Macintosh/ },
  { name: 'ChromeOS', pattern: /CrOS/ },
  { name: 'Linux', pattern: /Linux|X11/ },
]

const find = (known: Known[], userAgent: string) => known.find(({ pattern }) => pattern.test(userAgent))?.name

/** The browser and the system in a User-Agent, as far as they are known. */
export const readUserAgent = (userAgent: string) => ({
  program: find(programs, userAgent),
  system: find(systems, userAgent),
})

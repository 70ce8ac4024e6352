import * as fc from 'fast-check'

const visible = fc.integer({ min: 0x20, max: 0xff }).filter(code => code !== 0x7f)
/** Header values that Node.js' own client can send. */
const headerText = fc.string({ unit: visible.map(code => String.fromCharCode(code)), maxLength: 40 })

const headerValues: Record<string, string[]> = {
  accept: ['*/*', 'text/html', 'text/event-stream', 'application/json;q=0'],
  'accept-encoding': ['gzip', 'gzip;q=0', '*', 'br', 'gzip;q=x,,;'],
  authorization: ['Bearer x', 'Basic Og=='],
  cookie: ['taskoverflow_token=%', '='],
  expect: ['100-continue'],
  host: ['localhost', 'a b', '[::1', 'x:99999', '@'],
  'idempotency-key': ['a', 'a b', ''],
  'if-modified-since': ['Thu, 01 Jan 2099 00:00:00 GMT', 'x'],
  'if-none-match': ['*', '"x"', 'W/"', ',,'],
  'last-event-id': ['@event0', '@event1', '@job0.99999999999999999999', '@job0.-1'],
  origin: ['null', 'http://localhost', 'x'],
  range: ['bytes=0-', 'bytes=5-1', 'bytes=-1', 'x'],
  'sec-fetch-site': ['same-origin', 'cross-site'],
  'transfer-encoding': ['chunked'],
  'x-forwarded-for': ['x'],
  'x-forwarded-host': ['evil.example', ''],
  'x-http-method-override': ['DELETE'],
}

/** Headers that Node.js' client or server refuses before our code sees them. */
const byNode = new Set(['expect', 'transfer-encoding'])

const header = fc
  .constantFrom(...Object.entries(headerValues))
  .chain(([name, values]) =>
    fc.tuple(
      fc.constant(name),
      byNode.has(name) ? fc.constantFrom(...values) : fc.oneof(fc.constantFrom(...values), headerText),
    ),
  )

export const hostileHeaders: fc.Arbitrary<Record<string, string>> = fc
  .array(header, { maxLength: 3 })
  .map(headers => Object.fromEntries(headers))

export const contentType: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('application/json', 'application/json; charset=utf-8') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ),
  },
  { weight: 1, arbitrary: headerText },
)

const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'M-SEARCH',
]

/** Usually the right one. */
export const methodOr = (method: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constant(method) },
    { weight: 1, arbitrary: fc.constantFrom(...methods) },
  )

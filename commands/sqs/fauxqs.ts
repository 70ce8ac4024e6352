import type { buildApp } from 'fauxqs'
import { StartupError } from '../../core/process/startup-error.ts'

/** The HTTP application of fauxqs. Our hooks bring its behaviour closer to AWS. */
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
 * Calls the emulator directly, without the network.
 *
 * @param host the host of the queue URLs in the response
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

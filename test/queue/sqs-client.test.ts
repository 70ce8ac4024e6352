import { describe, expect, test } from 'vitest'
import { resolveQueueUrl } from '../../core/queue/sqs/resolve-queue-url.ts'
import { openSqsClient } from '../../core/queue/sqs/open-sqs-client.ts'
import { toSqsError } from '../../core/queue/sqs/sqs-error.ts'
import { useSqs } from '../harness/test-sqs-broker.ts'
import { startTestSqs } from '../harness/test-sqs.ts'

/** A machine without any AWS settings. */
const nothingSet = {
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
  AWS_REGION: '',
  AWS_ENDPOINT_URL: '',
  AWS_PROFILE: '',
  AWS_CONFIG_FILE: '/nowhere/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
  AWS_EC2_METADATA_DISABLED: 'true',
}

const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }

async function find(env: Record<string, string>, queue = 'ical'): Promise<string> {
  using _settings = useSqs({ env: { ...nothingSet, ...env } })
  using opening = new DisposableStack()
  const client = opening.adopt(await openSqsClient(), opened => opened.destroy())
  return await resolveQueueUrl(client, queue)
}

async function placeOf(env: Record<string, string>, queueUrl?: string) {
  using _settings = useSqs({ env: { ...nothingSet, ...env } })
  const { config } = await openSqsClient(queueUrl)
  const endpoint = await config.endpoint?.()
  return [await config.region(), endpoint?.hostname]
}

test('finds a queue by its name at AWS_ENDPOINT_URL, without a region', async () => {
  await using sqs = await startTestSqs()
  await sqs.createQueue('ical')
  expect(await find({ ...keys, AWS_ENDPOINT_URL: sqs.url })).toBe(`${sqs.url}/000000000000/ical`)
})

test.each([
  [{}, undefined, ['us-east-1', undefined]],
  [{ AWS_REGION: 'ap-southeast-2' }, undefined, ['ap-southeast-2', undefined]],
  [
    { AWS_REGION: 'ap-southeast-2' },
    'http://localhost:4566/000000000000/ical',
    ['ap-southeast-2', 'localhost'],
  ],
  [{}, 'http://localhost:4566/000000000000/ical', ['us-east-1', 'localhost']],
  [
    { AWS_REGION: 'ap-southeast-2' },
    'https://sqs.eu-west-1.amazonaws.com/123456789012/ical',
    ['eu-west-1', 'sqs.eu-west-1.amazonaws.com'],
  ],
  [
    {},
    'https://vpce-0a.sqs.us-gov-west-1.vpce.amazonaws.com/123456789012/ical.fifo',
    ['us-gov-west-1', 'vpce-0a.sqs.us-gov-west-1.vpce.amazonaws.com'],
  ],
] as const)('with %o connects to %s through %o', async (env, queueUrl, place) => {
  expect(await placeOf(env, queueUrl)).toEqual(place)
})

describe('reports in one sentence', () => {
  test.each([
    ['AWS.SimpleQueueService.NonExistentQueue', 400, 'There is no queue ical in this account and region'],
    ['ExpiredTokenException', 403, 'The AWS credentials have expired: get new ones'],
    ['UnrecognizedClientException', 403, 'AWS rejected the credentials (Refused by the test)'],
    ['SignatureDoesNotMatch', 403, 'AWS rejected the credentials (Refused by the test)'],
    [
      'AccessDeniedException',
      403,
      'The AWS credentials have no access to the queue ical (Refused by the test)',
    ],
    ['RequestThrottled', 400, 'SQS is throttling requests'],
    ['ThrottlingException', 400, 'SQS is throttling requests'],
    ['InvalidParameterValue', 400, 'SQS refused the request (Refused by the test)'],
  ])('%s', async (code, status, message) => {
    await using sqs = await startTestSqs()
    sqs.refuse({ code, status })
    await expect(find({ ...keys, AWS_ENDPOINT_URL: sqs.url })).rejects.toThrow(message)
  })

  test('no credentials', async () => {
    await expect(find({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).rejects.toThrow(
      'No AWS credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE',
    )
  })

  test('a refused connection', async () => {
    await expect(find({ ...keys, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })).rejects.toThrow(
      'SQS cannot be reached (connect ECONNREFUSED 127.0.0.1:1)',
    )
  })

  test('an expired session', () => {
    const cause = Object.assign(new Error('The SSO session associated with this profile has expired.'), {
      name: 'CredentialsProviderError',
    })
    expect(toSqsError(cause, 'ical')).toMatchObject({ kind: 'credentialsExpired', cause })
  })

  test('errors without the secret', async () => {
    const secret = 'wJalrXUtnFEMI'
    const env = { ...keys, AWS_SECRET_ACCESS_KEY: secret, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }
    const error = await find(env).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Error)
    expect(JSON.stringify(error) + String(error) + String((error as Error).cause)).not.toContain(secret)
  })
})

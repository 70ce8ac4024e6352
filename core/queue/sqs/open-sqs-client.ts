import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs'

/** A long poll waits for at most 20 s. */
export const longPollSeconds = 20

const defaultRegion = 'us-east-1'

const answerWithinMs = (longPollSeconds + 3) * 1000
/** Networks drop idle connections silently. */
const agent = { timeout: 5_000 }

/** The SDK sets no time limits: it would wait for a silent connection until the kernel closes it. */
const requestHandler = {
  connectionTimeout: 1_500,
  requestTimeout: answerWithinMs,
  throwOnRequestTimeout: true,
  socketTimeout: answerWithinMs,
  httpAgent: agent,
  httpsAgent: agent,
}

/**
 * The SDK reads region, credentials and endpoint (`AWS_ENDPOINT_URL`) from its own settings; the region defaults to
 * us-east-1. Errors in them appear with the first request.
 *
 * @param queueUrl overrides endpoint and region with those of this queue
 */
export async function openSqsClient(
  queueUrl?: string,
  options: Pick<SQSClientConfig, 'maxAttempts'> = {},
): Promise<SQSClient> {
  const config: SQSClientConfig = {
    ...options,
    requestHandler,
    // Otherwise the SDK uses the host of the queue's URL despite AWS_ENDPOINT_URL, and warns on the console.
    useQueueUrlAsEndpoint: false,
    ...(queueUrl !== undefined && parseQueueUrl(queueUrl)),
  }
  const client = new SQSClient(config)
  try {
    await client.config.region()
    return client
  } catch {
    client.destroy()
    return new SQSClient({ ...config, region: defaultRegion })
  }
}

function parseQueueUrl(queueUrl: string): SQSClientConfig {
  const { origin, hostname } = new URL(queueUrl)
  // For example sqs.eu-west-1.amazonaws.com, and its FIPS and VPC variants.
  const region = /(?:^|\.)sqs(?:-fips)?\.([a-z]+(?:-[a-z]+)+-\d+)\./.exec(hostname)?.[1]
  return { endpoint: origin, ...(region !== undefined && { region }) }
}

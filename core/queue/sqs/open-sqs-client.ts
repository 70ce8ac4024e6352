import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs'

/** A long poll waits for at most 20 s. */
export const longPollSeconds = 20

const defaultRegion = 'us-east-1'

const answerWithinMs = (longPollSeconds + 3) * 1000
/** A network forgets connections that nothing passes, and tells nobody. */
const agent = { timeout: 5_000 }

/** The SDK's own limits are none: a connection that fell silent would be waited for until the kernel gives it up. */
const requestHandler = {
  connectionTimeout: 1_500,
  requestTimeout: answerWithinMs,
  throwOnRequestTimeout: true,
  socketTimeout: answerWithinMs,
  httpAgent: agent,
  httpsAgent: agent,
}

/**
 * Region, credentials and endpoint (`AWS_ENDPOINT_URL`) are the SDK's own settings; without a region it is us-east-1.
 * What is at fault with them shows in the first request.
 *
 * @param queueUrl leads the client to this queue's endpoint and region instead
 */
export async function openSqsClient(
  queueUrl?: string,
  options: Pick<SQSClientConfig, 'maxAttempts'> = {},
): Promise<SQSClient> {
  const config: SQSClientConfig = {
    ...options,
    requestHandler,
    // Otherwise the SDK goes where the URL of a queue leads, AWS_ENDPOINT_URL or not, and warns on the console.
    useQueueUrlAsEndpoint: false,
    ...(queueUrl !== undefined && findPlace(queueUrl)),
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

function findPlace(queueUrl: string): SQSClientConfig {
  const { origin, hostname } = new URL(queueUrl)
  // As in sqs.eu-west-1.amazonaws.com and its FIPS and VPC relatives.
  const region = /(?:^|\.)sqs(?:-fips)?\.([a-z]+(?:-[a-z]+)+-\d+)\./.exec(hostname)?.[1]
  return { endpoint: origin, ...(region !== undefined && { region }) }
}

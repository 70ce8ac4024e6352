import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { courseQueues } from '../../commands/sqs/start-local-sqs.ts'
import { findTerraformFolders, readTerraform } from '../harness/read-terraform.ts'

const folders = await findTerraformFolders()
const modules = await Promise.all(folders.map(async folder => [folder, await readTerraform(folder)] as const))
const everything = await readTerraform('aws')

test('parses every module', () => {
  expect(folders).toEqual(['aws', 'aws/network', 'aws/queues'])
  for (const [, { blocks }] of modules) expect(blocks.resource.size).toBeGreaterThan(0)
})

test.each(modules)('uses every name that it declares, and no other: %s', (_name, module) => {
  const { blocks, locals, files } = module
  const text = [...files.values()].join('\n').replaceAll(/^\s*#.*$/gm, '')
  const mentioned = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, address]) => address))

  const variables = mentioned(/\bvar\.(\w+)/g)
  expect(variables).toEqual(new Set(blocks.variable.keys()))
  expect(mentioned(/\blocal\.(\w+)/g)).toEqual(new Set(Object.keys(locals)))
  expect(mentioned(/\bmodule\.(\w+)/g)).toEqual(new Set(blocks.module.keys()))
  expect(mentioned(/\bdata\.(aws_\w+\.\w+)/g)).toEqual(new Set(blocks.data.keys()))
  expect(mentioned(/\bephemeral\.(aws_\w+\.\w+)/g)).toEqual(new Set(blocks.ephemeral.keys()))
  const resources = [...mentioned(/(?<!\b(?:data|ephemeral)\.)\b(aws_\w+\.\w+)/g)]
  expect(resources.filter(address => !blocks.resource.has(address ?? ''))).toEqual([])
})

test.each(modules)('describes every variable and output: %s', (_name, { blocks }) => {
  for (const body of blocks.variable.values())
    expect(body).toMatchObject({ description: expect.stringMatching(/\.$/), type: expect.anything() })
  for (const body of blocks.output.values())
    expect(body).toMatchObject({ description: expect.stringMatching(/\.$/) })
})

test('requires only the image and the allowed addresses', () => {
  const needed = [...everything.blocks.variable].filter(([, body]) => !('default' in body))
  expect(needed.map(([name]) => name)).toEqual(['allowed_cidrs', 'image_tag'])
})

test('declares all variables and outputs that the README mentions', async () => {
  const readme = await readFile('deploy/aws/README.md', 'utf8')
  const named = (pattern: RegExp) => new Set([...readme.matchAll(pattern)].map(([, name]) => name))
  const { variable, output, resource } = everything.blocks
  const set = named(/^(\w+) +=/gm)
  expect(set).toContain('existing_role_name')
  expect([...set].filter(name => !variable.has(name ?? ''))).toEqual([])
  const asked = named(/terraform output -raw (\w+)/g)
  expect(asked).toContain('url')
  expect([...asked].filter(name => !output.has(name ?? ''))).toEqual([])
  expect([...named(/-target=([\w.]+)/g)].filter(address => !resource.has(address ?? ''))).toEqual([])
})

test.each(modules.filter(([folder]) => folder !== 'aws/network'))(
  'pins the major version of the provider: %s',
  (_name, { settings }) => {
    expect(settings['terraform']).toMatchObject([
      { required_version: expect.any(String), required_providers: [{ aws: { version: '~> 6.66' } }] },
    ])
  },
)

test("creates the queues of the course's practical", async () => {
  const { blocks } = await readTerraform('aws/queues')
  const { ical: _ical, ...course } = courseQueues
  const queues = [...blocks.resource.values()]
  expect(new Set(queues.map(({ name }) => name))).toEqual(new Set(Object.keys(course)))
  expect(queues).toContainEqual({
    name: 'csse6400_prac.fifo',
    fifo_queue: true,
    content_based_deduplication: true,
  })
  expect(blocks.output.get('mailbox')?.['value']).toBe('${aws_sqs_queue.our_first_mailbox.arn}')
  expect(blocks.output.get('fifo')?.['value']).toBe('${aws_sqs_queue.our_first_fifo.arn}')
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitiseLine, sanitiseText } from '../../schema/sanitise.ts'
import { programs } from './calendar-programs/programs.ts'
import { radicale } from './calendar-programs/radicale.ts'
import type { ReadComponent } from './calendar-readers/calendar-reader.ts'
import { defaults, hostileText, hostileTitle, proposal, write, toOptions } from './calendar-samples.ts'

const open = { id: 1, uid: '0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a10' }
const done = {
  id: 2,
  uid: '0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a11',
  completed: true,
  completedAt: new Date('2023-04-01T10:11:12Z'),
}
const undated = { id: 3, uid: '0198d5a0-7c11-7a3e-9f00-3c6d1f6b2a12', deadlineAt: null }

const combinations = [
  { component: 'vevent', shape: 'start' },
  { component: 'vtodo', shape: 'allday' },
  { component: 'both', shape: 'end' },
  { component: 'both', shape: 'allday' },
] as const

const valuesOf = (shown: ReadComponent[], property: string): string[] =>
  shown.map(({ properties }) => (properties[property] ?? '').trim()).toSorted()

const kindsOf = (shown: ReadComponent[]): string[] => shown.map(({ kind }) => kind).toSorted()

describe.each(programs)('$name', ({ name, kinds, asShown, open: openProgram }) => {
  const isFor = ({ kind }: { kind: string }) => kinds.some(known => known === kind)

  test.each(combinations)(
    'imports $component, shape $shape, with reminders',
    async ({ component, shape }) => {
      await using program = await openProgram()
      const options = toOptions({
        component,
        shape,
        alarms: [0, 10, 1440],
        name: 'Uni',
        color: 'red',
      })
      await program.take(write(options, open, done, undated))
      const kindsTaken = [
        ...(component === 'vtodo' ? [] : [{ kind: 'VEVENT' }, { kind: 'VEVENT' }]),
        ...(component === 'vevent' ? [] : [{ kind: 'VTODO' }, { kind: 'VTODO' }, { kind: 'VTODO' }]),
      ].filter(isFor)
      expect(kindsOf(await program.show())).toEqual(kindsTaken.map(({ kind }) => kind))
    },
  )

  test('shows events at their times', async () => {
    await using program = await openProgram()
    await program.take(write({ ...defaults, shape: 'end' }, open))
    const [event] = await program.show()
    // calcurse exports local times, and this is UTC.
    expect(event?.properties['DTSTART']).toMatch(/^20230403T133000Z?$/)
  })

  test('imports todos that repeat', async () => {
    await using program = await openProgram()
    const repeat = { rule: 'FREQ=WEEKLY;BYDAY=MO,TH', zone: 'America/New_York' }
    const day = { ...undated, deadlineOn: new Date('2023-04-05'), title: 'Day' }
    await program.take(
      write(
        toOptions({ component: 'both' }),
        { ...open, repeat },
        { ...day, repeat: { rule: 'FREQ=DAILY;COUNT=3', zone: 'UTC' } },
      ),
    )
    const shown = (await program.show()).filter(({ kind }) => kind === 'VEVENT')
    expect(new Set(valuesOf(shown, 'SUMMARY'))).toEqual(new Set(['Day', 'Project Proposal']))
    // khal lists occurrences.
    if (name === 'khal')
      expect(valuesOf(shown, 'DTSTART')).toEqual([
        '20230403T140000Z',
        '20230405',
        '20230406',
        '20230406T140000Z',
        '20230407',
        '20230410T140000Z',
      ])
  })

  test('imports a calendar without a todo', async () => {
    await using program = await openProgram()
    await program.take(write({ ...defaults, name: 'Empty' }))
    expect((await program.show()).filter(isFor)).toEqual([])
  })

  test('imports hostile texts and shows them as sanitised', async () => {
    const text = fc.record({ title: hostileTitle, description: hostileText })
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 40, maxLength: 40, size: 'max' }), async texts => {
        await using program = await openProgram()
        const todos = texts.map(({ title, description }, id) => ({
          id,
          uid: crypto.randomUUID(),
          title,
          description,
        }))
        await program.take(write({ ...defaults, component: 'both', alarms: [5] }, ...todos))
        const shown = await program.show()
        for (const kind of kinds) {
          const ofKind = shown.filter(component => component.kind === kind)
          expect(valuesOf(ofKind, 'SUMMARY')).toEqual(
            todos.map(({ title }) => asShown(sanitiseLine(title) || '(untitled)')).toSorted(),
          )
          expect(valuesOf(ofKind, 'DESCRIPTION')).toEqual(
            todos.map(({ description }) => asShown(sanitiseText(description))).toSorted(),
          )
        }
      }),
      { numRuns: 1, endOnFailure: true },
    )
  })
})

describe.each(programs.filter(({ name }) => name !== 'calcurse'))('$name', ({ open: openProgram }) => {
  test('recognises an edited todo as the same one', async () => {
    await using program = await openProgram()
    await program.take(write(defaults, open))
    await program.take(write(defaults, { ...open, title: 'Edited', revision: 4 }))
    expect(valuesOf(await program.show(), 'SUMMARY')).toEqual(['Edited'])
  })
})

test.runIf(programs.includes(radicale))('Radicale rejects a task with the UID of its event', async () => {
  await using program = await radicale.open()
  const file = write({ ...defaults, component: 'both' }, open)
  const shared = file.replace(/^UID:0a1f.*(?=\r)/m, `UID:${proposal.uid}`)
  expect(shared).not.toBe(file)
  await expect(program.take(shared)).rejects.toThrow('500')
  await program.take(file)
})

import { sql } from 'kysely'
import { localOwner } from '../../schema/owner.ts'
import type { Db } from '../../core/database/db.ts'
import { stampChange } from '../../core/todos/todos-changed.ts'
import { descriptions, subjects, verbs } from './phrases.ts'

const batchSize = 10_000

/**
 * Creates `count` todos and yields the number created so far after each batch. Deadlines are from 30 days ago to 120 days
 * ahead; every fourth is a day without a time, every tenth todo has none, every fifth is completed, every third has a
 * description.
 */
export async function* seedTodos(db: Db, count: number): AsyncGenerator<number> {
  for (let made = 0; made < count;) {
    const batch = Math.min(batchSize, count - made)
    await db.transaction().execute(async tx => {
      const { revision } = await stampChange(tx, localOwner, { changes: batch, created: batch })
      await insertTodos(tx, batch, revision)
    })
    made += batch
    yield made
  }
}

const insertTodos = (tx: Db, count: number, lastRevision: number) =>
  sql`
    insert into todo
      (owner_id, title, description, completed, completed_at, deadline_at, deadline_on, revision, todos_revision,
        created_at, updated_at, revised_at)
    select
      ${localOwner},
      ${anyOf(verbs)} || ' ' || ${anyOf(subjects)},
      case when n % 3 = 0 then ${anyOf(descriptions)} end,
      completed_at is not null,
      completed_at,
      case when n % 10 <> 0 then date_trunc('minute', due_at) end,
      case when n % 10 <> 0 and n % 4 = 0 then due_at::date end,
      case when completed_at is null then 0 else 1 end,
      ${lastRevision}::bigint - n + 1,
      made_at,
      coalesce(completed_at, made_at),
      coalesce(completed_at, made_at)
    from (
      select n, made_at, now() + (random() * 150 - 30) * interval '1 day' as due_at,
        case when n % 5 = 1 then made_at + random() * (now() - made_at) end as completed_at
      from (
        select n, now() - random() * interval '30 days' as made_at
        from generate_series(1, ${count}::int) as n
      ) as made
    ) as completed`.execute(tx)

const anyOf = (phrases: string[]) =>
  sql<string>`(${phrases}::text[])[1 + floor(random() * ${phrases.length}::int)::int]`

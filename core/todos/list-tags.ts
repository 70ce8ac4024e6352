import { sql } from 'kysely'
import type { OwnerId } from '../../schema/owner.ts'
import type { Db } from '../database/db.ts'

const maxListed = 1000

/** The tags of an owner's todos, the most used first. Of spellings that differ in case or accents, the most used one. */
export async function listTags(db: Db, ownerId: OwnerId): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select (array_agg(tag order by uses desc, tag))[1] as tag
    from (
      select tag, count(*) as uses from todo, unnest(tags) as tag
      where owner_id = ${ownerId} and tags <> '{}'
      group by tag
    ) as used
    group by fold_text(tag)
    order by sum(uses) desc, 1
    limit ${maxListed}`.execute(db)
  return rows.map(({ tag }) => tag)
}

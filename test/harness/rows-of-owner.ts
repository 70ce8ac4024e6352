import { sql } from 'kysely'
import type { Db } from '../../core/database/db.ts'

type OwnedTable = { table: string; column: string }

/** Every table with the id of an owner or an account, with the column that has it. */
export async function findOwnedTables(db: Db): Promise<OwnedTable[]> {
  const { rows } = await sql<OwnedTable>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'public'
      and (column_name in ('owner_id', 'account_id') or (table_name in ('owner', 'account') and column_name = 'id'))
    order by table_name`.execute(db)
  return rows
}

/** All rows that an owner has, by table; tables without any are left out. */
export async function readRowsOf(db: Db, ownerId: string): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  for (const { table, column } of await findOwnedTables(db)) {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(owned) as row from ${sql.table(table)} owned where ${sql.ref(`owned.${column}`)} = ${ownerId}
      order by to_jsonb(owned)::text`.execute(db)
    if (rows.length > 0) found[table] = rows.map(({ row }) => row)
  }
  return found
}

import type { Pool } from 'pg'

/** Lists for workers only; no door shows these owners. */
export const owners = {
  wide: { id: 'soak-wide', todos: 500, characters: 10_000 },
  heavy: { id: 'soak-heavy', todos: 3_000, characters: 10_000 },
  long: { id: 'soak-long', todos: 500_000, characters: 20 },
  small: { id: 'soak-small', todos: 100, characters: 100 },
} as const

/** The list that the doors show, with texts of the maximum length, partly outside of the basic multilingual plane. */
export const shownList = { id: 'local', todos: 1_000, characters: 10_000 }

type List = { id: string; todos: number; characters: number }

export async function seedList(pool: Pool, { id, todos, characters }: List): Promise<void> {
  await pool.query('insert into owner (id) values ($1) on conflict do nothing', [id])
  // The texts differ, so that they do not compress well; half of the characters take four bytes.
  await pool.query(
    `insert into todo (owner_id, title, description, deadline_at, created_at)
     select $1, 'Todo ' || n,
       left(repeat(case when n % 2 = 0 then '𝒜𝒷😀' else 'ä b,' end || n || ';', $3), $3),
       now() + make_interval(mins => n % 200000), now() - make_interval(days => 1, secs => n)
     from generate_series(1, $2::int) as n`,
    [id, todos, characters],
  )
  await pool.query('select mark_todos_changed($1)', [id])
  await pool.query('analyze todo')
}

import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { parseWords } from '../../schema/match-scope.ts'

/*
 * Search compares folded text, which the database computes when a todo is written: 100,000 todos of 200 characters take a
 * scan of about 50 ms. Substrings rather than lexemes, so that it works in languages without spaces and while a word is typed.
 */

const literal = (word: string) => word.replace(/[\\%_]/g, String.raw`\$&`)
const containing = (word: string) => `%${literal(word)}%`
const beginning = (word: string) => ['', '% ', '%\n'].map(before => `${before}${literal(word)}%`)

/** All words in any order, in the title or the description, and none of those with a minus. */
export function matchWords(search: string): RawBuilder<SqlBool>[] {
  const { words, withoutWords } = parseWords(search)
  const conditions: RawBuilder<SqlBool>[] = []
  if (words.length > 0) conditions.push(sql`search_text like all (${words.map(containing)}::text[])`)
  if (withoutWords.length > 0)
    conditions.push(sql`not search_text like any (${withoutWords.map(containing)}::text[])`)
  return conditions
}

/** The first line of `search_text` is the title, in which the database has replaced line breaks by blanks. */
const titleText = sql`split_part(search_text, E'\n', 1)`

/**
 * How well a todo matches: for each word 2 points when it is in the title, and 1 when it begins a word, also at the
 * beginning of a line; open todos come before completed ones of the same rank.
 */
export function rankOf(search: string | undefined): RawBuilder<number> {
  const { words } = parseWords(search ?? '')
  const points = words.map(
    word => sql`case when ${titleText} like ${containing(word)} then 2 else 0 end
      + case when search_text like any (${beginning(word)}::text[]) then 1 else 0 end`,
  )
  const total = points.length > 0 ? sql.join(points, sql` + `) : sql`0`
  return sql<number>`(2 * (${total}) + case when completed then 0 else 1 end)`
}

import { sql } from 'kysely'
import type { Db } from '../../core/database/db.ts'

/** Installs triggers that record every visible change of a job and every publication. */
export async function startAudit(db: Db): Promise<void> {
  await sql`
    create table audit_job (
      n bigserial primary key, at timestamptz not null default clock_timestamp(), job_id uuid not null,
      was text, was_version int, was_attempt int, state text not null, version int not null, attempt int not null
    )`.execute(db)
  await sql`create index on audit_job (job_id)`.execute(db)
  await sql`
    create table audit_publication (
      artifact_id uuid not null, job_id uuid not null, attempt int not null, job_state text, job_attempt int
    )`.execute(db)
  await sql`
    create function audit_job() returns trigger language plpgsql as $$ begin
      if tg_op = 'INSERT' then
        insert into audit_job (job_id, state, version, attempt) values (new.id, new.state, new.version, new.attempt);
      elsif (old.state, old.version, old.attempt, old.artifact_id)
          is distinct from (new.state, new.version, new.attempt, new.artifact_id) then
        insert into audit_job (job_id, was, was_version, was_attempt, state, version, attempt)
        values (new.id, old.state, old.version, old.attempt, new.state, new.version, new.attempt);
      end if;
      return null;
    end $$`.execute(db)
  await sql`
    create trigger audit after insert or update on calendar_job for each row execute function audit_job()`.execute(
    db,
  )
  await sql`
    create function audit_publication() returns trigger language plpgsql as $$ begin
      insert into audit_publication
      select new.id, new.job_id, new.attempt, job.state, job.attempt from calendar_job job where job.id = new.job_id;
      return null;
    end $$`.execute(db)
  await sql`
    create trigger audit after insert on artifact for each row execute function audit_publication()`.execute(
    db,
  )
}

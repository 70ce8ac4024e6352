import { type Kysely, sql } from 'kysely'

/** The id of an account is that of its owner. The first account is `local`: it has what was there before accounts. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table account (
      id text primary key references owner,
      name text not null,
      name_key text not null unique,
      is_admin boolean not null default false,
      password_hash text,
      oidc_issuer text,
      oidc_subject text,
      created_at timestamptz not null default now(),
      disabled_at timestamptz,
      unique (oidc_issuer, oidc_subject),
      constraint oidc_identity_is_complete check ((oidc_issuer is null) = (oidc_subject is null))
    )`.execute(db)

  await sql`
    create table passkey (
      id text primary key,
      account_id text not null references account on delete cascade,
      public_key bytea not null,
      counter bigint not null,
      transports text[] not null default '{}',
      label text not null,
      created_at timestamptz not null default now(),
      last_used_at timestamptz
    )`.execute(db)
  await sql`create index passkey_of_account on passkey (account_id)`.execute(db)

  await sql`
    create table session (
      id uuid primary key default gen_random_uuid(),
      token_hash bytea not null unique,
      account_id text not null references account on delete cascade,
      user_agent text not null,
      created_at timestamptz not null default now(),
      last_used_at timestamptz not null default now(),
      expires_at timestamptz not null
    )`.execute(db)
  await sql`create index session_of_account on session (account_id)`.execute(db)
  await sql`create index session_oldest_first on session (expires_at)`.execute(db)

  await sql`
    create table access_token (
      id uuid primary key default gen_random_uuid(),
      token_hash bytea not null unique,
      account_id text not null references account on delete cascade,
      name text not null,
      prefix text not null,
      scopes text[] not null,
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      expires_at timestamptz
    )`.execute(db)
  await sql`create index access_token_of_account on access_token (account_id)`.execute(db)

  // One-time links. A recovery link belongs to an account; the others create one.
  await sql`
    create table account_link (
      token_hash bytea primary key,
      kind text not null constraint kind_is_known check (kind in ('setup', 'invitation', 'recovery')),
      account_id text references account on delete cascade,
      is_admin boolean not null default false,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      constraint recovery_has_account check ((kind = 'recovery') = (account_id is not null))
    )`.execute(db)

  // What a server must remember between the two requests of a sign-in by passkey or OIDC.
  await sql`
    create table sign_in_attempt (
      token_hash bytea primary key,
      data jsonb not null,
      expires_at timestamptz not null
    )`.execute(db)
  await sql`create index sign_in_attempt_oldest_first on sign_in_attempt (expires_at)`.execute(db)
}

import type { Migration } from './migration.ts';

/**
 * Every key of an authority's table starts with the authority, so that a sharded PostgreSQL can spread them.
 * Instants and wall-clock times are text as the domain writes them, so that what is read is what was saved, byte for
 * byte (the audit's hashes depend on it); leases alone use the database's own clock. Days are DATE.
 * Row-level security is forced on every table: a query without an authority sees nothing.
 * Statements end in a semicolon before an empty line; the embedded database takes one at a time.
 */
const tables = `
create table authority (
  authority text primary key, settings jsonb not null, is_current boolean not null default true
);

create table person (
  authority text not null, id text not null, name text not null, email text, phone text,
  is_role_address boolean not null,
  primary key (authority, id)
);

create index person_email on person (authority, lower(email));

create table account (
  authority text not null, tid text not null, oid text not null, person text not null,
  primary key (authority, tid, oid),
  unique (authority, person),
  foreign key (authority, person) references person (authority, id)
);

create index account_owner on account (tid, oid);

create table role_grant (
  authority text not null, id text not null, person text not null, role text not null, team text,
  proposed_by text not null, proposed_at text not null, confirmed_by text, ended_at text,
  primary key (authority, id),
  foreign key (authority, person) references person (authority, id),
  constraint second_person_confirms check (
    confirmed_by is null or confirmed_by = 'settings' or (confirmed_by <> proposed_by and confirmed_by <> person)
  )
);

create index role_grant_person on role_grant (authority, person);

create table school (
  authority text not null, urn text not null, name text not null, phase text not null, la text not null,
  calendar text not null,
  primary key (authority, urn)
);

create table term (
  authority text not null, calendar text not null, first_day date not null, last_day date not null,
  name text not null, half_term jsonb, inset jsonb not null,
  primary key (authority, calendar, first_day)
);

create table child (
  authority text not null, id text not null, reference text not null, person_number text not null, upn text,
  forename text not null, surname text not null, dob date not null, nc_year text not null,
  care_start date not null, is_emergency boolean not null, legal_status text not null,
  placement_type text not null, school_urn text, school_start date, team text not null, last_pep date,
  next_review date, sen text not null check (sen in ('', 'K', 'E')), ehcp_review date,
  first_language text not null,
  primary key (authority, id),
  unique (authority, person_number),
  unique (authority, reference)
);

create index child_id on child (id);

create table child_confidential (
  authority text not null, child text not null, placement_address text not null, notes text not null,
  primary key (authority, child),
  foreign key (authority, child) references child (authority, id)
);

create table milestone (
  authority text not null, child text not null, due date, because text, why text not null, source text not null,
  primary key (authority, child),
  foreign key (authority, child) references child (authority, id)
);

create table circle_member (
  authority text not null, child text not null, person text not null, role text not null,
  joined_at timestamptz not null default clock_timestamp(), left_at timestamptz,
  is_confidential boolean not null,
  primary key (authority, child, person, role, joined_at),
  foreign key (authority, child) references child (authority, id),
  foreign key (authority, person) references person (authority, id)
);

create unique index circle_now on circle_member (authority, child, person, role) where left_at is null;

create index circle_of_person on circle_member (authority, person) where left_at is null;

create table meeting (
  authority text not null, id text not null, child text not null, reference text not null,
  booking_key text not null, starts_at text not null, ends_at text not null, venue text not null,
  chair text not null, state text not null check (state in ('booked', 'started', 'ended', 'cancelled')),
  revision integer not null, booked_by text not null, overrides jsonb not null, cancelled_because text,
  event_id text, join_url text, online_meeting_id text, chat_id text, is_pupil_present boolean not null,
  started_at text, ended_at text, current_step text,
  primary key (authority, id),
  unique (authority, booking_key),
  unique (authority, reference),
  foreign key (authority, child) references child (authority, id)
);

create index meeting_id on meeting (id);

create index meeting_child on meeting (authority, child);

create unique index meeting_open on meeting (authority, child) where state in ('booked', 'started');

create index meeting_chat on meeting (authority, chat_id);

create table invitee (
  authority text not null, meeting text not null, person text not null, name text not null, role text not null,
  email text, phone text, is_confidential boolean not null,
  reply text not null check (reply in ('none', 'accepted', 'tentative', 'declined')),
  replied_at text, replied_by text, reach text not null, called_at text,
  primary key (authority, meeting, person),
  foreign key (authority, meeting) references meeting (authority, id)
);

create index invitee_person on invitee (authority, person);

create table pep (
  authority text not null, id text not null, child text not null, meeting text not null,
  kind text not null check (kind in ('pep', 'progressReview')),
  stage text not null check (stage in ('open', 'submitted', 'returned', 'signedOff')),
  profile_id text not null, profile_version integer not null, submitted_by text, submitted_at text,
  opened_by_officer_at text, returned_because text, signed_off_by text, signed_off_at text,
  version integer not null,
  primary key (authority, id),
  unique (authority, meeting),
  foreign key (authority, child) references child (authority, id),
  foreign key (authority, meeting) references meeting (authority, id)
);

create index pep_id on pep (id);

create index pep_child on pep (authority, child);

create table field (
  authority text not null, pep text not null, path text not null, value jsonb not null,
  version integer not null, by text not null, at text not null,
  first_written bigint generated always as identity,
  primary key (authority, pep, path),
  foreign key (authority, pep) references pep (authority, id)
);

create table field_revision (
  authority text not null, pep text not null, path text not null, seq bigint generated always as identity,
  value jsonb not null, version integer not null, by text not null, at text not null,
  was_refused boolean not null,
  primary key (authority, pep, path, seq),
  foreign key (authority, pep) references pep (authority, id)
);

create table pep_version (
  authority text not null, pep text not null, version integer not null, record jsonb not null, reason text,
  primary key (authority, pep, version),
  foreign key (authority, pep) references pep (authority, id)
);

create table room_writing (
  authority text not null, meeting text not null, path text not null, person text not null, name text not null,
  until timestamptz not null,
  primary key (authority, meeting, path),
  foreign key (authority, meeting) references meeting (authority, id)
);

create table room_presence (
  authority text not null, meeting text not null, person text not null, name text not null,
  until timestamptz not null,
  primary key (authority, meeting, person),
  foreign key (authority, meeting) references meeting (authority, id)
);

create table effect (
  authority text not null, id text not null, key text not null, meeting text, pep text, effect jsonb not null,
  state text not null check (state in ('waiting', 'sending', 'done', 'uncertain', 'failed')),
  attempts integer not null, problem text, service text, at text not null,
  queued_at timestamptz not null default clock_timestamp(),
  primary key (authority, id),
  unique (authority, key)
);

create index effect_meeting on effect (authority, meeting);

create index effect_pep on effect (authority, pep);

create index effect_unfinished on effect (authority) where state in ('waiting', 'sending');

create table sent_notice (
  authority text not null, effect text not null, person text not null, meeting text, pep text, "is" text not null,
  channel text not null check (channel in ('bot', 'mail')), conversation_id text, activity_id text,
  sent_at text not null,
  primary key (authority, effect)
);

create index sent_notice_meeting on sent_notice (authority, meeting);

create table child_folder (
  authority text not null, child text not null, name text not null, folder_id text not null, web_url text not null,
  primary key (authority, child),
  foreign key (authority, child) references child (authority, id)
);

create table delivery (
  authority text not null, pep text not null, version integer not null, edition text not null,
  file_name text not null, item_id text, web_url text, etag text, uploaded_at text, access_for jsonb not null,
  held_because text,
  primary key (authority, pep, version, edition),
  foreign key (authority, pep) references pep (authority, id)
);

create table door_link (
  authority text not null, token_hash text not null, child text not null, person text not null,
  role text not null, expires_at text not null,
  primary key (authority, token_hash),
  foreign key (authority, child) references child (authority, id),
  foreign key (authority, person) references person (authority, id)
);

create unique index door_link_token on door_link (token_hash);

create table door_code (
  authority text not null, link_hash text not null, browser_hash text not null, code_hash text not null,
  expires_at text not null, tries_left integer not null,
  primary key (authority, link_hash, browser_hash)
);

create table door_session (
  authority text not null, token_hash text not null, person text not null, name text not null,
  admitted_to jsonb not null, expires_at text not null,
  primary key (authority, token_hash),
  foreign key (authority, person) references person (authority, id)
);

create unique index door_session_token on door_session (token_hash);

create table audit (
  authority text not null, seq integer not null, at text not null, by text not null, through text not null,
  did text not null, object text not null, facts jsonb not null, previous_hash text not null, hash text not null,
  primary key (authority, seq)
);

create index audit_object on audit (authority, object, seq);

create table bot_conversation (
  tid text not null, oid text not null, conversation_id text not null, service_url text not null,
  primary key (tid, oid)
);

create table welcome (tid text not null, oid text not null, primary key (tid, oid));
`;

/** Two roles nobody can sign in as. They belong to the whole cluster, so another store may be making them right now. */
const roles = `
do $$
declare wanted text;
begin
  foreach wanted in array array['pep_app', 'pep_gate'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then
        raise notice 'role % was made meanwhile', wanted;
      end;
    end if;
  end loop;
end $$;
`;

const rights = `
do $$
declare owned text;
begin
  foreach owned in array array[
    'authority', 'person', 'account', 'role_grant', 'school', 'term', 'child', 'child_confidential', 'milestone',
    'circle_member', 'meeting', 'invitee', 'pep', 'field', 'field_revision', 'pep_version', 'room_writing',
    'room_presence', 'effect', 'sent_notice', 'child_folder', 'delivery', 'door_link', 'door_code', 'door_session',
    'audit'
  ] loop
    execute format('alter table %I enable row level security', owned);
    execute format('alter table %I force row level security', owned);
    execute format(
      'create policy own_authority on %I for all to pep_app
       using (authority = current_setting(''app.authority'', true))
       with check (authority = current_setting(''app.authority'', true))', owned);
    execute format('grant select, insert, update, delete on %I to pep_app', owned);
  end loop;
end $$;

revoke insert, update, delete on authority from pep_app;

revoke update, delete on audit, pep_version, field_revision from pep_app;

alter table bot_conversation enable row level security;

alter table bot_conversation force row level security;

alter table welcome enable row level security;

alter table welcome force row level security;

create policy before_authority on bot_conversation for all to pep_gate using (true) with check (true);

create policy before_authority on welcome for all to pep_gate using (true) with check (true);

create policy before_authority on authority for all to pep_gate using (true) with check (true);

create policy before_authority on account for select to pep_gate using (true);

create policy before_authority on child for select to pep_gate using (true);

create policy before_authority on meeting for select to pep_gate using (true);

create policy before_authority on pep for select to pep_gate using (true);

create policy before_authority on door_link for select to pep_gate using (true);

create policy before_authority on door_session for select to pep_gate using (true);

grant select, insert, update, delete on bot_conversation to pep_gate;

grant select, insert on welcome to pep_gate;

grant select, insert, update on authority to pep_gate;

grant select on account, door_link, door_session to pep_gate;

grant select (authority, id) on child, meeting, pep to pep_gate;
`;

export const first: Migration = { name: '0001_first', script: `${roles}\n${tables}\n${rights}` };

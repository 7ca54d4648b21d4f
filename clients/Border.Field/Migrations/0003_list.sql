-- Lists of reference data as the server gave them last. They tell nothing of anybody, and are not sealed.
create table list (
  name text primary key,          -- offences
  etag text not null,             -- the version, by the server
  body blob not null,             -- the server's answer
  given_at integer not null,      -- microseconds since 1970, by the device: when this version came
  checked_at integer not null     -- when the server last said that it is the present one
) strict, without rowid;

-- The version of the list that a record was made with; empty when the device had none, or the record needs none.
alter table entry add column made_with text not null default '';

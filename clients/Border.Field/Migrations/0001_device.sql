-- What the device is, as words and numbers: its id, its key for signing (sealed), the server's clock, the latest time seen.
create table setting (
  name text primary key,
  value any not null
) strict, without rowid;

-- Everybody who may use the device. The data key is the same for all, wrapped for each under their passphrase.
create table user (
  name text primary key,
  salt blob not null,
  iterations integer not null,
  wrapped_key blob not null,
  token blob,                     -- sealed
  contact_at integer not null     -- microseconds since 1970: when the server last answered this user
) strict, without rowid;

-- The queue. What is not needed to send in order is sealed: body, answer, theirs.
create table entry (
  sequence integer primary key autoincrement,
  place integer not null,         -- the order of sending; a corrected request takes the place of the refused one
  request_id text not null unique,
  author text not null,
  service text not null,
  kind text not null,             -- registerInterception
  record text not null,           -- the id of the record within the service
  makes integer not null,         -- 1 when it makes the record
  builds integer not null,        -- 1 when later requests about the record build on it
  follows integer not null,       -- 1 when its etag is to follow the device's own requests
  state text not null,
  size integer not null,
  made_at integer not null,       -- by the device's clock
  server_offset integer,          -- microseconds that the server's clock was ahead of the device's, when that was known
  body blob,                      -- sealed; null when it was removed after its time
  answer blob,                    -- sealed: the refusal
  theirs blob,                    -- sealed: the record as the server has it, for a proposal
  name text,
  etag text,
  feed_position integer,
  settled_at integer,             -- when it was received, refused or discarded
  replaces integer references entry (sequence)
) strict;

create index entry_by_state on entry (state, place);
create index entry_by_record on entry (service, record, place);

-- Photos and documents, sent before the records that name them.
create table attachment (
  sha256 text not null,
  service text not null,
  author text not null,
  state text not null,
  size integer not null,
  type integer not null,
  made_at integer not null,
  settled_at integer,
  answer blob,                    -- sealed
  primary key (sha256, service)
) strict, without rowid;

create table attachment_part (
  sha256 text not null,
  service text not null,
  part integer not null,
  data blob not null,             -- sealed
  primary key (sha256, service, part)
) strict, without rowid;

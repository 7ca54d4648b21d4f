-- Each officer who attaches the same bytes uploads them, since only then may their records name them. The parts are kept once.
create table attachment_of (
  sha256 text not null,
  service text not null,
  author text not null,
  state text not null,
  size integer not null,
  type integer not null,
  made_at integer not null,
  settled_at integer,
  answer blob,                    -- sealed
  primary key (sha256, service, author)
) strict, without rowid;
insert into attachment_of select sha256, service, author, state, size, type, made_at, settled_at, answer from attachment;
drop table attachment;
alter table attachment_of rename to attachment;

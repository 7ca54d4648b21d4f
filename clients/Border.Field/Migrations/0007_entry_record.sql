-- The records that a request makes, changes or names. What comes after it in the queue about one that it makes or changes builds on it.
create table entry_record (
  sequence integer not null references entry (sequence),
  service text not null,
  record text not null,
  changes integer not null,       -- 1 when it makes or changes the record
  makes integer not null,         -- 1 when it makes the record
  primary key (sequence, record)
) strict, without rowid;

create index entry_record_by_record on entry_record (service, record);

-- What a request of before named beside its first record is sealed.
insert into entry_record select sequence, service, record, 1, makes from entry;

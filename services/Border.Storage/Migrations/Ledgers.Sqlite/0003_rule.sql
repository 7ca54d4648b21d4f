-- By which version of its counting rule the lines of a series are counted, and since when.
create table ledger_rule (
    series   text not null primary key,
    version  integer not null,
    known_on text not null
) without rowid;

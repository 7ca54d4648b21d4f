-- By which version of its counting rule the lines of a series are counted, and since when.
create table ledger_rule (
    series   text collate "C" primary key,
    version  integer not null,
    known_on date not null
);

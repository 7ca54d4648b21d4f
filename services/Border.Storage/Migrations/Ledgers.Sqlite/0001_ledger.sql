create table ledger_cursor (
    feed     text not null primary key,
    position integer not null
) without rowid;

-- What each source contributes at present, and the version that said so.
create table ledger_entry (
    source   text not null primary key,
    version  integer not null,
    known_on text not null,
    lines    text not null
) without rowid;

-- Every change of what a source contributes by day; rows are only ever added, and a line is taken back by its negative.
-- lines counts the lines added.
create table posting (
    source   text not null,
    series   text not null,
    day      text not null,
    area     text not null,
    category text not null,
    known_on text not null,
    amount   text not null,
    lines    integer not null
);

create index posting_by_day on posting (series, day, area);

-- The same for reported lines, which stand for a period and area of their own.
-- late counts those of the lines that were loaded after the day on which they count as known.
create table reported_posting (
    source    text not null,
    series    text not null,
    start_day text not null,
    end_day   text not null,
    area      text not null,
    category  text not null,
    known_on  text not null,
    amount    text not null,
    below     text not null,
    above     text not null,
    lines     integer not null,
    late      integer not null
);

create index reported_posting_by_day on reported_posting (series, start_day);

-- The present sums of day lines by month, for each area and all areas above it. The whole is the area '' with the parent '*'.
create table cell (
    series   text not null,
    parent   text not null,
    month    text not null,
    area     text not null,
    category text not null,
    amount   text not null,
    lines    integer not null,
    primary key (series, parent, month, area, category)
) without rowid;

create index cell_of_the_whole on cell (series, month) where area = '';

create table ledger_cursor (
    feed     text collate "C" primary key,
    position bigint not null
);

-- What each source contributes at present, and the version that said so.
create table ledger_entry (
    source   text collate "C" primary key,
    version  bigint not null,
    known_on date not null,
    lines    text not null
);

-- Every change of what a source contributes by day; rows are only ever added, and a line is taken back by its negative.
-- lines counts the lines added.
create table posting (
    source   text collate "C" not null,
    series   text collate "C" not null,
    day      date not null,
    area     text collate "C" not null,
    category text collate "C" not null,
    known_on date not null,
    amount   numeric not null,
    lines    integer not null
);

create index posting_by_day on posting (series, day, area);

-- The same for reported lines, which stand for a period and area of their own.
-- late counts those of the lines that were loaded after the day on which they count as known.
create table reported_posting (
    source    text collate "C" not null,
    series    text collate "C" not null,
    start_day date not null,
    end_day   date not null,
    area      text collate "C" not null,
    category  text collate "C" not null,
    known_on  date not null,
    amount    numeric not null,
    below     numeric not null,
    above     numeric not null,
    lines     integer not null,
    late      integer not null
);

create index reported_posting_by_day on reported_posting (series, start_day);

-- Where sums stand: a series and a category in an area. The whole is the area '' with the parent '*'.
create table place (
    id       integer generated always as identity primary key,
    series   text collate "C" not null,
    parent   text collate "C" not null,
    area     text collate "C" not null,
    category text collate "C" not null,
    unique (series, parent, area, category)
);

create index place_of_the_whole on place (series) where area = '';

-- The present sums of day lines by month, for each area and all areas above it. Most of what a fold does is change these
-- rows, so their key is two numbers.
create table place_month (
    place  integer not null references place,
    month  date not null,
    amount numeric not null,
    lines  bigint not null,
    primary key (place, month)
) with (fillfactor = 70);

create view cell as
select p.series, p.parent, m.month, p.area, p.category, m.amount, m.lines
from place p
join place_month m on m.place = p.id;

-- How many sources count on a day, for each area, for each category and for all of them ('*'), by the month in which the source
-- counted there last before that day: a number of months from year 0, or 0 when it never had. The sources of a range that begins
-- with a month are then those of its days whose month before lies before it, each once.
-- An area stands under its parent with all below it, and under itself with its own lines only.
create table distinct_day (
    place   integer not null references place,
    day     date not null,
    since   integer not null,
    sources bigint not null,
    primary key (place, day, since)
) with (fillfactor = 70);

create view distinct_cell as
select p.series, p.parent, p.area, p.category, d.day, d.since, d.sources
from place p
join distinct_day d on d.place = p.id;

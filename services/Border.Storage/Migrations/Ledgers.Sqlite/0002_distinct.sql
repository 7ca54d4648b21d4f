-- How many sources count on a day, for each area, for each category and for all of them ('*'), by the month in which the source
-- counted there last before that day: a number of months from year 0, or 0 when it never had. The sources of a range that begins
-- with a month are then those of its days whose month before lies before it, each once.
-- An area stands under its parent with all below it, and under itself with its own lines only.
create table distinct_cell (
    series   text not null,
    parent   text not null,
    area     text not null,
    category text not null,
    day      text not null,
    since    integer not null,
    sources  integer not null,
    primary key (series, parent, area, category, day, since)
) without rowid;

-- Files, stored once by content. One that is not whole yet has no time of storing.
create table content (
    sha256   text not null primary key,
    kind     text not null,
    size     integer not null,
    received integer not null,
    began    integer not null,
    stored   integer
) without rowid;

create table content_chunk (
    sha256 text not null,
    start  integer not null,
    data   blob not null,
    primary key (sha256, start)
);

-- Files, stored once by content. One that is not whole yet has no time of storing.
create table content (
    sha256   text collate "C" primary key,
    kind     text not null,
    size     bigint not null,
    received bigint not null,
    began    bigint not null,
    stored   bigint
);

create table content_chunk (
    sha256 text collate "C" not null,
    start  bigint not null,
    data   bytea not null,
    primary key (sha256, start)
);

create table document (
    collection text not null,
    name       text not null,
    version    integer not null,
    created    integer not null,
    updated    integer not null,
    primary key (collection, name)
) without rowid;

create table history (
    collection text not null,
    name       text not null,
    version    integer not null,
    body       text not null,
    actor      text not null,
    at         integer not null,
    reason     text not null,
    primary key (collection, name, version)
);

create table text_key (
    collection text not null,
    field      text not null,
    value      text not null,
    name       text not null,
    primary key (collection, field, value, name)
) without rowid;

create index text_key_by_name on text_key (collection, name, field);

create table number_key (
    collection text not null,
    field      text not null,
    value      integer not null,
    name       text not null,
    primary key (collection, field, value, name)
) without rowid;

create index number_key_by_name on number_key (collection, name, field);

create table feed (
    id   integer primary key check (id = 1),
    last integer not null
);

insert into feed (id, last) values (1, 0);

create table event (
    position integer primary key,
    record   text not null,
    version  integer not null,
    verb     text not null,
    at       integer not null,
    state    blob not null,
    trace    text not null
);

create table receipt (
    request_id text primary key,
    hash       blob not null,
    collection text not null,
    record     text not null,
    version    integer not null,
    position   integer not null
) without rowid;

create table audit (
    id         integer primary key,
    at         integer not null,
    actor      text not null,
    action     text not null,
    collection text not null,
    record     text not null,
    version    integer not null,
    request_id text not null
);

-- For people: the documents as they stand.
create view current_document as
select d.collection, d.name, d.version, h.body, h.actor, d.created, d.updated
from document d
join history h on h.collection = d.collection and h.name = d.name and h.version = d.version;

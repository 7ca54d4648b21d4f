create table document (
    collection text collate "C" not null,
    name       text collate "C" not null,
    version    bigint not null,
    created    bigint not null,
    updated    bigint not null,
    primary key (collection, name)
);

create table history (
    collection text collate "C" not null,
    name       text collate "C" not null,
    version    bigint not null,
    body       jsonb not null,
    actor      text not null,
    at         bigint not null,
    reason     text not null,
    primary key (collection, name, version)
);

create table text_key (
    collection text collate "C" not null,
    field      text collate "C" not null,
    value      text collate "C" not null,
    name       text collate "C" not null,
    primary key (collection, field, value, name)
);

create index text_key_by_name on text_key (collection, name, field);

create table number_key (
    collection text collate "C" not null,
    field      text collate "C" not null,
    value      bigint not null,
    name       text collate "C" not null,
    primary key (collection, field, value, name)
);

create index number_key_by_name on number_key (collection, name, field);

create table feed (
    id   integer primary key check (id = 1),
    last bigint not null
);

insert into feed (id, last) values (1, 0);

create table event (
    position bigint primary key,
    record   text collate "C" not null,
    version  bigint not null,
    verb     text not null,
    at       bigint not null,
    state    bytea not null,
    trace    text not null
);

create table receipt (
    request_id text collate "C" primary key,
    hash       bytea not null,
    collection text collate "C" not null,
    record     text collate "C" not null,
    version    bigint not null,
    position   bigint not null
);

create table audit (
    id         bigint generated always as identity primary key,
    at         bigint not null,
    actor      text not null,
    action     text not null,
    collection text collate "C" not null,
    record     text collate "C" not null,
    version    bigint not null,
    request_id text collate "C" not null
);

-- For people: the documents as they stand.
create view current_document as
select d.collection, d.name, d.version, h.body, h.actor, d.created, d.updated
from document d
join history h on h.collection = d.collection and h.name = d.name and h.version = d.version;

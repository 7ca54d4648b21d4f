-- Documents and the fields of their keys have numbers, and what belongs to one names it by its number. Names are long, and stood in every row
-- of every index: they were most of what a commit wrote.
drop view current_document;

alter table document rename to document_by_name;
create table document (
    id         integer primary key,
    collection text not null,
    name       text not null,
    version    integer not null,
    created    integer not null,
    updated    integer not null,
    tokens     text,
    unique (collection, name)
);
insert into document (collection, name, version, created, updated, tokens)
    select collection, name, version, created, updated, tokens from document_by_name order by created, collection, name;
drop table document_by_name;

-- A left join: what belonged to no document would stop this step rather than be lost.
alter table history rename to history_by_name;
create table history (
    document integer not null,
    version  integer not null,
    body     text not null,
    actor    text not null,
    at       integer not null,
    reason   text not null,
    verb     text not null,
    primary key (document, version)
);
insert into history
    select d.id, h.version, h.body, h.actor, h.at, h.reason, h.verb
    from history_by_name h left join document d on d.collection = h.collection and d.name = h.name order by h.rowid;
drop table history_by_name;

alter table receipt rename to receipt_by_name;
create table receipt (
    request_id text primary key,
    hash       blob not null,
    document   integer not null,
    version    integer not null,
    position   integer not null
) without rowid;
insert into receipt
    select r.request_id, r.hash, d.id, r.version, r.position
    from receipt_by_name r left join document d on d.collection = r.collection and d.name = r.record;
drop table receipt_by_name;

create table key_field (
    id         integer primary key,
    collection text not null,
    name       text not null,
    unique (collection, name)
);
insert into key_field (collection, name) select collection, field from text_key union select collection, field from number_key;

alter table text_key rename to text_key_by_name_of_document;
drop index text_key_by_name;
create table text_key (
    field    integer not null,
    value    text not null,
    document integer not null,
    is_token integer not null,
    primary key (field, value, document)
) without rowid;
insert into text_key
    select f.id, k.value, d.id, k.is_token
    from text_key_by_name_of_document k
    join key_field f on f.collection = k.collection and f.name = k.field
    join document d on d.collection = k.collection and d.name = k.name;
drop table text_key_by_name_of_document;
create index text_key_by_document on text_key (document, field) where is_token = 0;

alter table number_key rename to number_key_by_name_of_document;
drop index number_key_by_name;
create table number_key (
    field    integer not null,
    value    integer not null,
    document integer not null,
    primary key (field, value, document)
) without rowid;
insert into number_key
    select f.id, k.value, d.id
    from number_key_by_name_of_document k
    join key_field f on f.collection = k.collection and f.name = k.field
    join document d on d.collection = k.collection and d.name = k.name;
drop table number_key_by_name_of_document;
create index number_key_by_document on number_key (document, field);

-- For people: every version of the documents, and the documents as they stand.
create view document_version as
select d.collection, d.name, h.version, h.body, h.actor, h.at, h.reason, h.verb
from history h
join document d on d.id = h.document;

create view current_document as
select d.collection, d.name, d.version, h.body, h.actor, d.created, d.updated
from document d
join history h on h.document = d.id and h.version = d.version;

-- The key of each record, wrapped; null once it is destroyed.
create table data_key (
    record  text collate "C" not null primary key,
    wrapped bytea,
    at      bigint not null
);

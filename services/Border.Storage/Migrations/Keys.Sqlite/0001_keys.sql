-- The key of each record, wrapped; null once it is destroyed.
create table data_key (
    record  text not null primary key,
    wrapped blob,
    at      integer not null
);

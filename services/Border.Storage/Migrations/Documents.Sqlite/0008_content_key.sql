-- The bytes of files are sealed, of each file under a key of its own, which lies elsewhere: only its name is here. Where there are files of
-- before, they are to be sealed, and what is left of their bytes in the file overwritten. What was under way begins again.
create table content_in_clear (once integer primary key);
insert into content_in_clear select 1 where exists (select 1 from content) or exists (select 1 from content_upload);

alter table content add column key text;
delete from content_upload_chunk;
drop table content_upload;
create table content_upload (
    sha256   text not null,
    uploader text not null,
    kind     text not null,
    size     integer not null,
    received integer not null,
    began    integer not null,
    key      text not null,
    primary key (sha256, uploader)
);

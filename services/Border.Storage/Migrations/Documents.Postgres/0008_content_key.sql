-- The bytes of files are sealed, of each file under a key of its own, which lies elsewhere: only its name is here. Where there are files of
-- before, they are to be sealed, and what is left of their bytes given up. What was under way begins again.
create table content_in_clear (once integer primary key);
insert into content_in_clear select 1 where exists (select 1 from content) or exists (select 1 from content_upload);

alter table content add column key text collate "C";
delete from content_upload_chunk;
drop table content_upload;
create table content_upload (
    sha256   text collate "C" not null,
    uploader text collate "C" not null,
    kind     text not null,
    size     bigint not null,
    received bigint not null,
    began    bigint not null,
    key      text collate "C" not null,
    primary key (sha256, uploader)
);

-- What somebody uploads is theirs until all of it is there: whoever knows a digest only learns nothing by it. What was under way begins again.
create table content_upload (
    sha256   text collate "C" not null,
    uploader text collate "C" not null,
    kind     text not null,
    size     bigint not null,
    received bigint not null,
    began    bigint not null,
    primary key (sha256, uploader)
);

create table content_upload_chunk (
    sha256   text collate "C" not null,
    uploader text collate "C" not null,
    start    bigint not null,
    data     bytea not null,
    primary key (sha256, uploader, start)
);

delete from content_chunk where sha256 in (select sha256 from content where stored is null);
delete from content where stored is null;

-- Who has shown that they have the bytes of a file, by uploading all of them. Of files of before this step the audit log tells.
create table content_holder (
    sha256 text collate "C" not null,
    holder text collate "C" not null,
    since  bigint not null,
    primary key (sha256, holder)
);

insert into content_holder
    select c.sha256, a.actor, min(a.at)
    from content c join audit_record r on r.record = 'attachments/' || c.sha256 join audit a on a.sequence = r.sequence
    where a.method = 'border.attachments.v1.AttachmentService/UploadAttachment' and a.outcome = 'done'
    group by c.sha256, a.actor;

-- What the chain was at a time, signed.
create table audit_checkpoint (
    sequence   integer primary key,
    hash       blob not null,
    service    text not null,
    at         integer not null,
    public_key blob not null,
    signature  blob not null
);
create trigger audit_checkpoint_update before update on audit_checkpoint begin select raise(abort, 'the audit log is only added to'); end;
create trigger audit_checkpoint_delete before delete on audit_checkpoint begin select raise(abort, 'the audit log is only added to'); end;

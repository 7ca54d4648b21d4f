-- What the chain was at a time, signed.
create table audit_checkpoint (
    sequence   bigint primary key,
    hash       bytea not null,
    service    text not null,
    at         bigint not null,
    public_key bytea not null,
    signature  bytea not null
);
create trigger audit_checkpoint_only_added_to before update or delete or truncate on audit_checkpoint
    for each statement execute function audit_is_only_added_to();

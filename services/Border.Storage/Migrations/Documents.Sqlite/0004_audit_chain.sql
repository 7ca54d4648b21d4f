-- The entries of before this step were not chained. They stay as they were, and nothing is added to them.
alter table audit rename to audit_before_chain;
create trigger audit_before_chain_insert before insert on audit_before_chain begin select raise(abort, 'this audit log has ended'); end;
create trigger audit_before_chain_update before update on audit_before_chain begin select raise(abort, 'the audit log is only added to'); end;
create trigger audit_before_chain_delete before delete on audit_before_chain begin select raise(abort, 'the audit log is only added to'); end;

-- How far the chain goes is kept with the position of the feed, whose lock orders both.
alter table feed add column audited integer not null default 0;
alter table feed add column audit_hash blob not null default x'0000000000000000000000000000000000000000000000000000000000000000';

create table audit (
    sequence   integer primary key,
    at         integer not null,
    actor      text not null,
    roles      text not null,
    action     text not null,
    method     text not null,
    records    text not null,
    purpose    text not null,
    outcome    text not null,
    address    text not null,
    request_id text not null,
    hash       blob not null
);
create index audit_by_actor on audit (actor, sequence);
create index audit_by_time on audit (at);
create trigger audit_update before update on audit begin select raise(abort, 'the audit log is only added to'); end;
create trigger audit_delete before delete on audit begin select raise(abort, 'the audit log is only added to'); end;

-- By which the entries about a record are found. The chain is over what the entries say themselves.
create table audit_record (
    record   text not null,
    sequence integer not null,
    primary key (record, sequence)
) without rowid;

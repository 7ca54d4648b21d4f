create function audit_is_only_added_to() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only added to';
end $$;

-- The entries of before this step were not chained. They stay as they were, and nothing is added to them.
alter table audit rename to audit_before_chain;
create trigger audit_before_chain_sealed before insert or update or delete or truncate on audit_before_chain
    for each statement execute function audit_is_only_added_to();

-- How far the chain goes is kept with the position of the feed, whose lock orders both.
alter table feed add column audited bigint not null default 0;
alter table feed add column audit_hash bytea not null default decode(repeat('00', 32), 'hex');

create table audit (
    sequence   bigint primary key,
    at         bigint not null,
    actor      text collate "C" not null,
    roles      text not null,
    action     text not null,
    method     text not null,
    records    text not null,
    purpose    text not null,
    outcome    text not null,
    address    text not null,
    request_id text collate "C" not null,
    hash       bytea not null
);
create index audit_by_actor on audit (actor, sequence);
create index audit_by_time on audit (at);
create trigger audit_only_added_to before update or delete or truncate on audit
    for each statement execute function audit_is_only_added_to();

-- By which the entries about a record are found. The chain is over what the entries say themselves.
create table audit_record (
    record   text collate "C" not null,
    sequence bigint not null,
    primary key (record, sequence)
);

-- Chains entries, given in canonical form but for their sequence. Whoever calls it holds the lock of the feed.
create function chain_audit(contents bytea[]) returns table (place bigint, sequence bigint, hash bytea) language plpgsql as $$
declare
    content bytea;
begin
    place := 0;
    select f.audited, f.audit_hash into sequence, hash from feed f;
    foreach content in array contents loop
        place := place + 1;
        sequence := sequence + 1;
        hash := sha256(hash || convert_to(length(sequence::text) || ':' || sequence || ',', 'UTF8') || content);
        return next;
    end loop;
    update feed f set audited = chain_audit.sequence, audit_hash = chain_audit.hash;
end $$;

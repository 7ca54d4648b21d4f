-- When the server's version of a proposal was read: what was received is removed after its time.
alter table entry add column theirs_at integer;
update entry set theirs_at = settled_at where theirs is not null;

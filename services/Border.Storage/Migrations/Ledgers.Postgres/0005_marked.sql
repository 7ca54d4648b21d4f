-- The position of the event that the mark is of. A version that knows no marks, or none of these, moves the cursor on without it.
alter table ledger_cursor add column marked bigint;
update ledger_cursor set marked = position where mark is not null;

-- By what the event at the cursor is known again. A cursor of before has none until the next fold.
alter table ledger_cursor add column mark text;

-- What was done to the document, in a word.
alter table history add column verb text not null default '';

-- Documents are looked up by their tokens and by nothing else, and most keys are tokens: they need no second tree. What tokens a document
-- has, it tells itself, by field. Keys of before this step count as tokens once their documents are written again.
alter table document add column tokens jsonb;
alter table text_key add column is_token boolean not null default false;
drop index text_key_by_name;
create index text_key_by_name on text_key (collection, name, field) where not is_token;

-- The SHA-256 of a request as it was told, before its ids were made, sealed: a repeat of it is told from another one under the same id.
alter table entry add column told blob;

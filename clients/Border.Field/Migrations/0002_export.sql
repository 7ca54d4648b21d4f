-- When a record was last written into a file, to be carried to a station.
alter table entry add column exported_at integer;

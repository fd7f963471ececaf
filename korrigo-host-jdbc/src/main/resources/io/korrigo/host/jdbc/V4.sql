-- Whoever imports students locks this row.
create table korrigo_import_turn (id integer primary key);
insert into korrigo_import_turn (id) values (1);

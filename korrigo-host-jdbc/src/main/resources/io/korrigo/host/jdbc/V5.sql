-- The mark is text, as points are; a failure stays until the next try.
alter table korrigo_copies add column final_mark varchar(40);
alter table korrigo_copies add column grading_failure varchar(1000);

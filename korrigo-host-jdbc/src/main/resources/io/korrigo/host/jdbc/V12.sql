-- Accounts of teachers and administrators; students have theirs in korrigo_accounts.
create table korrigo_staff_accounts (
    username varchar(150) primary key,
    role varchar(20) not null,
    password_hash varchar(255) not null,
    provisional boolean default true not null
);
-- Whether the password is one that somebody else made up: until now all are.
alter table korrigo_accounts add column provisional boolean default true not null;
-- Which student a session is of.
alter table korrigo_sessions add column student_id varchar(64);
create index korrigo_copies_student on korrigo_copies (student_id);

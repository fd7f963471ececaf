create table korrigo_accounts (
    username varchar(150) primary key,
    student_id varchar(64) not null unique,
    password_hash varchar(255) not null
);

-- First passwords, sealed with a key that is not in this database, until they were handed out.
create table korrigo_credentials (
    username varchar(150) primary key references korrigo_accounts (username),
    batch varchar(64) not null,
    sealed varchar(500) not null,
    issued_at timestamp with time zone not null
);

create index korrigo_credentials_batch on korrigo_credentials (batch);

create index korrigo_students_ine on korrigo_students (ine);

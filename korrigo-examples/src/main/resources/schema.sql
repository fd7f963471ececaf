-- The school's tables; its users are Spring Security's.
create table if not exists users (username varchar(50) primary key, password varchar(500) not null, enabled boolean not null);
create table if not exists authorities (username varchar(50) not null references users (username), authority varchar(50) not null);
create table if not exists pupils (
    id varchar(64) primary key,
    family_name varchar(200) not null,
    usage_name varchar(200),
    given_name varchar(200) not null,
    born date,
    mail varchar(320),
    form varchar(100),
    teaching_group varchar(500),
    ine varchar(20),
    canteen boolean default true not null
);
create table if not exists class_lists (task varchar(50) primary key, name varchar(40) not null, sent_by varchar(50) not null references users (username));

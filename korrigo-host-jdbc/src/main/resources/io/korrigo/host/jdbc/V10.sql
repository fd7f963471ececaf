-- Sessions of people who use a browser, by the hash of their secret.
create table korrigo_sessions (
    sha256 char(64) primary key,
    name varchar(200) not null,
    roles varchar(100) not null,
    expires_at timestamp with time zone not null
);
create index korrigo_sessions_expiry on korrigo_sessions (expires_at);

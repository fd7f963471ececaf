-- An entry of work that is done again when its worker was lost has a key, and so is there once.
alter table korrigo_audit add column once_key varchar(300);

create unique index korrigo_audit_once on korrigo_audit (once_key);

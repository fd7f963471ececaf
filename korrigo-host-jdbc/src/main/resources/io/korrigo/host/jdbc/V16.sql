-- What was done to certain subjects is found without reading what was done to all others.
create index korrigo_audit_subject on korrigo_audit (subject, at);

-- Whoever starts it first; {noop} is Spring Security's word for a password that isn't hashed, to be replaced.
insert into users select 'head', '{noop}secret', true where not exists (select 1 from users);
insert into authorities select 'head', 'ROLE_ADMIN' where not exists (select 1 from authorities);

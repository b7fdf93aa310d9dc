-- Run first, and committed; run again without harm. Every other test is a transaction that is rolled back, or has a
-- database of its own.
\ir helpers.psql
begin;
set local search_path = extensions, public;
select plan(1);
select has_schema('tests', 'the tests have their helpers');
select * from finish();
rollback;

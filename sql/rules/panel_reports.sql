-- Keeps true: the panel's cards show what wants attention, each read by an index, none for longer than a look.

drop view if exists admin_report.waiting;
create view admin_report.waiting with (security_invoker = true) as
select 'Outcome unknown' as what, count(*) as payments
from (select from public.payment where processing_state = 'unknown' and version >= 1 order by created_at limit 1000) p
union all
select 'Disputed', count(*)
from (select from public.payment where status = 'disputed' and version >= 1 order by created_at limit 1000) p;
comment on view admin_report.waiting is e'Payments that somebody should look at, counted to 1000.\n@label Waiting for staff @order 1';
comment on column admin_report.waiting.what is 'What they wait for.';
comment on column admin_report.waiting.payments is 'How many, at most 1000.';

drop view if exists admin_report.bank_events;
create view admin_report.bank_events with (security_invoker = true) as
select e.result, count(*) as events
from (select result from public.bank_event order by received_at desc limit 1000) e
group by e.result
order by e.result;
comment on view admin_report.bank_events is e'What became of the bank''s last 1000 events.\n@label From the bank @order 2';
comment on column admin_report.bank_events.result is 'What became of them.';
comment on column admin_report.bank_events.events is 'How many.';

drop view if exists admin_report.newest_companies;
create view admin_report.newest_companies with (security_invoker = true) as
select name, to_char(signed_up_at, 'YYYY-MM-DD HH24:MI') as signed_up
from public.company
order by signed_up_at desc
limit 5;
comment on view admin_report.newest_companies is e'Who signed up last.\n@label Newest companies @order 3';
comment on column admin_report.newest_companies.name is 'The company.';
comment on column admin_report.newest_companies.signed_up is 'When.';

grant usage on schema admin_report to
    remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;
grant select on admin_report.waiting, admin_report.bank_events, admin_report.newest_companies to
    remit_staff_viewer, remit_staff_support, remit_staff_finance, remit_staff_admin;

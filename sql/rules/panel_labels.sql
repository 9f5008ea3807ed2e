-- Keeps true: what the panel calls things and how it treats them stands in their comments, behind the sentence.

create function rules.tag(target text, tags text) returns void
    language plpgsql
    volatile
as $$
declare
    names    text[] := string_to_array(target, '.');
    relation oid    := format('public.%I', names[1])::regclass;
    place    smallint := coalesce((
        select a.attnum from pg_attribute a
        where a.attrelid = relation and a.attname = names[2] and not a.attisdropped), 0);
    sentence text := regexp_replace(
        coalesce(case when place > 0 then col_description(relation, place) else obj_description(relation, 'pg_class') end, ''),
        '\n@.*$', '');
begin
    if names[2] is not null and place = 0 then
        raise exception 'there is no column %', target;
    end if;
    execute format(
        'comment on %s %s is %L',
        case when place > 0 then 'column' else 'table' end,
        case when place > 0 then format('public.%I.%I', names[1], names[2]) else format('public.%I', names[1]) end,
        sentence || e'\n' || tags);
end;
$$;
comment on function rules.tag(text, text) is
    'Gives a table or table.column these smart tags: the last line of its comment, in place of those that it has.';

select rules.tag(l.target, l.tags)
from (values
    ('payment',                      '@group Money @order -created_at @address id'),
    ('payment.id',                   '@readonly'),
    ('payment.company_id',           '@fixed'),
    ('payment.status',               '@bulk @moves rules.payment_next_statuses'),
    ('payment.processing_state',     '@label Processing @moves rules.payment_next_states'),
    ('payment.amount_cents',         '@label Amount @widget cents @filter @help From 0.01 to 99,999,999.99.'),
    ('payment.currency',             '@readonly'),
    ('payment.bsb',                  '@label BSB'),
    ('payment.account_number',       '@pii @mask rules.mask_payment_account'),
    ('payment.reference',            '@search @filter'),
    ('payment.description',          '@widget textarea'),
    ('payment.processing_attempts',  '@readonly'),
    ('payment.submitted_at',         '@readonly'),
    ('payment.bank_reference',       '@readonly'),
    ('payment.failure_message',      '@widget textarea'),
    ('payment.dispute_message',      '@widget textarea'),
    ('payment.created_at',           '@label Created @filter @readonly'),
    ('payment.updated_at',           '@label Last changed @readonly'),
    ('payment.transaction_at',       '@label Transaction'),
    ('payment.version',              '@readonly'),
    ('company',                      '@plural Companies @group Companies @order -signed_up_at @title name'),
    ('company.id',                   '@readonly'),
    ('company.name',                 '@search'),
    ('company.email',                '@label E-mail @search'),
    ('company.bsb',                  '@label BSB'),
    ('company.account_number',       '@pii @mask rules.mask_company_account'),
    ('company.signed_up_at',         '@label Signed up @filter @readonly'),
    ('company.updated_at',           '@label Last changed @readonly'),
    ('company.suspended_at',         '@label Suspended @danger @filter'),
    ('company.version',              '@readonly'),
    ('company_limit',                '@label Limit of a company @plural Limits @group Companies'),
    ('api_key',                      '@label API key @plural API keys @group Companies @order -id @address id @title name'),
    ('api_key.last4',                '@label Ends with'),
    ('api_key.created_at',           '@label Made'),
    ('api_key.revoked_at',           '@label Revoked @danger'),
    ('session',                      '@label Session @group Companies @order -id @address id'),
    ('password_link',                '@label Password link @group Companies @order -id @address id'),
    ('idempotency_key',              '@hidden @readonly'),
    ('webhook_secret',               '@hidden @readonly'),
    ('event',                        '@group Record @order -sequence @readonly'),
    ('event.payment_id',             '@link payment @filter'),
    ('event.company_id',             '@link company @filter'),
    ('event.body',                   '@payload @mask rules.mask_event_body'),
    ('webhook',                      '@group Webhooks @order -id @address id @title url'),
    ('webhook.url',                  '@label URL'),
    ('webhook.created_at',           '@label Made'),
    ('webhook.updated_at',           '@label Last changed @readonly'),
    ('webhook.version',              '@readonly'),
    ('webhook_queue',                '@label Webhook queue @group Webhooks @readonly'),
    ('delivery',                     '@plural Deliveries under way @group Webhooks @readonly'),
    ('delivery.payment_id',          '@link payment @filter'),
    ('finished_delivery',            '@plural Finished deliveries @group Webhooks @readonly'),
    ('finished_delivery.payment_id', '@link payment @filter'),
    ('attempt',                      '@label Delivery attempt @group Webhooks @readonly'),
    ('attempt.response_excerpt',     '@payload'),
    ('dispatcher',                   '@hidden @readonly'),
    ('staff_password_link',          '@label Staff password link @group Staff @order -id'),
    ('staff_totp',                   '@label Second factor @group Staff @danger'),
    ('change',                       '@group Record @order -id @address id @readonly'),
    ('change.table_name',            '@label Table @filter'),
    ('change.row_id',                '@label Row @filter @search'),
    ('change.company_id',            '@link company @filter'),
    ('change.actor_kind',            '@label By'),
    ('change.actor_name',            '@label Login'),
    ('change.old_values',            '@label Before @payload @mask rules.mask_old_values'),
    ('change.new_values',            '@label After @payload @mask rules.mask_new_values'),
    ('change.at',                    '@label When'),
    ('bank_event',                   '@group Bank @order -received_at @readonly'),
    ('bank_event.id',                '@label Event id'),
    ('bank_event.bank_reference',    '@search @filter'),
    ('bank_event.result',            '@filter'),
    ('bank_event.received_at',       '@label Received @filter'),
    ('bank_submission',              '@group Bank @readonly'),
    ('bank_submission.payment_id',   '@link payment @filter'),
    ('bank_submission.company_id',   '@link company @filter'),
    ('bank_task',                    '@group Bank'),
    ('bank_task.payment_id',         '@link payment @filter'),
    ('bank_task.company_id',         '@link company @filter'),
    ('staff',                        '@label Member of staff @plural Staff @group Staff @order -id @title email @danger'),
    ('staff.id',                     '@readonly'),
    ('staff.email',                  '@label E-mail @search'),
    ('staff.role',                   '@danger'),
    ('staff.disabled_at',            '@label Disabled @danger'),
    ('staff.created_at',             '@readonly'),
    ('staff.updated_at',             '@label Last changed @readonly'),
    ('staff.version',                '@readonly'),
    ('staff_session',                '@label Staff session @group Staff @order -id'),
    ('migration',                    '@hidden @readonly'),
    ('rules_build',                  '@hidden @readonly')
) l (target, tags);
